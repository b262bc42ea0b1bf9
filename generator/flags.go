package main

import (
	"errors"
	"regexp"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

// flagFault turns an error of pflag into a message in the user's language, with
// the nearest flag.
func flagFault(cmd *cobra.Command, err error) error {
	var (
		said    usageError
		unknown *pflag.NotExistError
		bare    *pflag.ValueRequiredError
		wrong   *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &said):
		return said
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return usage(unknownFlag, "-"+unknown.GetSpecifiedShortnames())
	case errors.As(err, &unknown):
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		name := unknown.GetSpecifiedName()
		if near := diag.Nearest(name, names); near != "" {
			return usage(unknownFlagNear, "--"+name, "--"+near)
		}
		return usage(unknownFlag, "--"+name)
	case errors.As(err, &bare):
		return usage(bareFlag, "--"+bare.GetFlag().Name)
	case errors.As(err, &wrong):
		return usage(wrongValue, "--"+wrong.GetFlag().Name, wrong.GetValue())
	}
	return usage(wrongFlag, err.Error())
}

// emptyFlags refuses a flag that is given without a value, as by a script whose
// variable is not set: it would mean the default, and not what the script says.
func emptyFlags(cmd *cobra.Command) (err error) {
	cmd.Flags().Visit(func(f *pflag.Flag) {
		value := strings.TrimSpace(f.Value.String())
		if list, is := f.Value.(pflag.SliceValue); is {
			value = strings.TrimSpace(strings.Join(list.GetSlice(), ""))
		}
		if value == "" && err == nil {
			err = usage(emptyFlag, "--"+f.Name)
		}
	})
	return err
}

// langFlag is the value of --lang. It only refuses unknown languages: language
// has chosen the language before the flags are parsed.
type langFlag string

func (l *langFlag) String() string { return string(*l) }
func (l *langFlag) Type() string   { return "string" }

func (l *langFlag) Set(value string) error {
	if _, known := langOf(value); !known {
		return usage(unknownLang, value)
	}
	*l = langFlag(value)
	return nil
}

// dayFlag is the value of a flag that takes a day; zero when it is not given.
type dayFlag struct{ handbook.Date }

func (d *dayFlag) Type() string { return "string" }

func (d *dayFlag) Set(value string) error {
	day, ok := handbook.ParseDay(value)
	if !ok {
		return usage(unknownDay, value)
	}
	d.Date = day
	return nil
}

// nearestCommand refuses a name that is not a command below cmd, and suggests one.
func nearestCommand(cmd *cobra.Command, name string) error {
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	path := func(name string) string {
		_, above, _ := strings.Cut(cmd.CommandPath(), " ")
		return strings.TrimSpace(above + " " + name)
	}
	if near := diag.Nearest(name, names); near != "" {
		return usage(unknownCommandNear, path(name), path(near))
	}
	return usage(unknownCommand, path(name))
}

func init() { cobra.AddTemplateFunc("align", align) }

var flagLine = regexp.MustCompile(`(?m)^( +(?:-\w, )?--\S+(?: \S+)?)(   .*)$`)

// align corrects the columns of a list of flags, which pflag counts in bytes: a
// Han character takes three bytes and two columns.
func align(list string) string {
	return flagLine.ReplaceAllStringFunc(list, func(line string) string {
		parts := flagLine.FindStringSubmatch(line)
		han := 0
		for _, r := range parts[1] {
			if unicode.Is(unicode.Han, r) {
				han++
			}
		}
		return parts[1] + strings.Repeat(" ", han) + parts[2]
	})
}
