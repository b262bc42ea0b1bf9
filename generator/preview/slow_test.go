package preview

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// counter is a listener that counts its open connections. It gives them small
// buffers, so that answers fill them.
type counter struct {
	net.Listener
	open atomic.Int32
}

type counted struct {
	net.Conn
	by     *counter
	closed atomic.Bool
}

func (l *counter) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	c.(*net.TCPConn).SetWriteBuffer(64 << 10)
	l.open.Add(1)
	return &counted{Conn: c, by: l}, nil
}

func (c *counted) Close() error {
	if !c.closed.Swap(true) {
		c.by.open.Add(-1)
	}
	return c.Conn.Close()
}

// TestSlowClients: the server lets go of clients that send, read or ask nothing, and
// keeps the stream of a page that is open.
func TestSlowClients(t *testing.T) {
	d := begin(t)
	d.wait = time.Second
	tcp, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &counter{Listener: tcp}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- d.Serve(ctx, l) }()
	defer func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}()
	client := func(sends string) net.Conn {
		c, err := net.Dial("tcp", tcp.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		if _, err := io.WriteString(c, sends); err != nil {
			t.Fatal(err)
		}
		return c
	}
	request := func(path string) string {
		return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
	}
	const page = "items/everything.html"
	events := "/~preview/events?page=" + page + "&shell=" + d.now.Load().render(page).shell
	open := bufio.NewReader(client(request(events) + "\r\n"))
	if line, err := open.ReadString('\n'); err != nil || !strings.Contains(line, "200") {
		t.Fatalf("the stream begins with %q, %v", line, err)
	}
	lines := make(chan string, 1000) // "" at the end
	go func() {
		for {
			line, _ := open.ReadString('\n')
			lines <- line
			if line == "" {
				return
			}
		}
	}()
	for _, sends := range []string{
		"", // sends nothing
		"GET / HTTP/1.1\r\nHost: loc",
		request("/") + "Content-Length: 100\r\n\r\n", // and no body
		request("/") + "\r\n",                        // asks nothing more
		strings.Repeat(request("/"+page)+"\r\n", 300),
		request(events) + "\r\n",
		request(events) + "Content-Length: 9\r\n\r\n",
	} {
		client(sends).(*net.TCPConn).SetReadBuffer(4 << 10) // and nobody reads
	}
	// Each save sends the new page to all streams.
	source := d.text("content/items/education/everything.md")
	deadline := time.Now().Add(time.Minute)
	for n := 0; l.open.Load() > 1 || n < 3; n++ {
		if time.Now().After(deadline) {
			t.Fatalf("%d connections are open, want that of the reader alone", l.open.Load())
		}
		mark := fmt.Sprintf("第%d稿", n)
		d.write("content/items/education/everything.md", source+"\n"+strings.Repeat(mark+"的一段。\n\n", 2000))
		d.Read()
		for line := range lines {
			if strings.Contains(line, mark) {
				break
			}
			if line == "" {
				t.Fatal("the stream of an open page ended")
			}
		}
	}
}
