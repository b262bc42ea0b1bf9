package preview

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Listen listens on the address, or on one of the twenty ports after it when it is
// taken. It prints the new port, and a warning when others can reach it. An error is
// a failure of the system or an invalid address.
func (p *Preview) Listen(address string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	first, err := net.LookupPort("tcp", port)
	if err != nil {
		return nil, err
	}
	for n := first; ; n++ {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(n)))
		if err == nil {
			if n != first {
				p.Say(portTaken, strconv.Itoa(first), strconv.Itoa(n))
			}
			p.Hosts = append(p.Hosts, hostsOf(host)...)
			if ip := l.Addr().(*net.TCPAddr).IP; !ip.IsLoopback() {
				p.Say(openToAll)
			}
			return l, nil
		}
		if !errors.Is(err, syscall.EADDRINUSE) && !isTaken(err) || first == 0 || n == first+20 || n == 65535 {
			return nil, err
		}
	}
}

// isTaken recognises a taken port; Windows has another error number for it.
func isTaken(err error) bool {
	const inUse, forbidden = syscall.Errno(10048), syscall.Errno(10013)
	return runtime.GOOS == "windows" && (errors.Is(err, inUse) || errors.Is(err, forbidden))
}

// hostsOf lists the names of a preview that is bound to a host. "*" stands for all
// numeric addresses, which no name server can redirect.
func hostsOf(host string) []string {
	out := []string{strings.ToLower(host)}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		out = []string{"*"}
		if name, err := os.Hostname(); err == nil {
			name = strings.ToLower(name)
			out = append(out, name, name+".local")
		}
	}
	return out
}

// Address returns the address of a listener for a browser on this machine.
func Address(l net.Listener) string {
	at := l.Addr().(*net.TCPAddr)
	host := at.IP.String()
	if at.IP.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, strconv.Itoa(at.Port)) + "/"
}

// clientWait is the time that a client may take to send a request, to read an answer
// or an event, or to ask again. Serve closes the connection of one that takes longer,
// so that none holds memory for ever.
const clientWait = 15 * time.Second

// Serve answers requests until ctx ends, and then closes the open pages.
func (p *Preview) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler: p, BaseContext: func(net.Listener) context.Context { return ctx },
		ReadTimeout: p.wait, WriteTimeout: p.wait, MaxHeaderBytes: 64 << 10,
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if err := server.Shutdown(end); err != nil {
		return server.Close()
	}
	return nil
}

// OpenBrowser opens an address in the user's browser.
func OpenBrowser(address string) error {
	command := []string{"xdg-open", address}
	switch runtime.GOOS {
	case "windows":
		command = []string{"rundll32", "url.dll,FileProtocolHandler", address}
	case "darwin":
		command = []string{"open", address}
	}
	cmd := exec.Command(command[0], command[1:]...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go cmd.Wait()
	return nil
}
