//! The command line as it is described to people, in both languages: the parser's own words are English.

use clap::{Arg, ArgMatches, Command, CommandFactory, FromArgMatches};

use super::command::Arguments;

/// How the help of a command is set.
const TEMPLATE: &str = "{about-with-newline}\n用法 · Usage: {usage}\n\n{all-args}{after-help}";

/// The command line.
#[must_use]
pub(super) fn command() -> Command {
    let mut command = Arguments::command();
    // The parser adds options and a command of its own, which exist only then.
    command.build();
    in_both_languages(command)
}

/// Reads the arguments of the program.
///
/// # Errors
/// With the answer of the parser: help, the version, or what is wrong.
pub(super) fn parse() -> Result<Arguments, clap::Error> {
    let matches = |mut command: Command| -> Result<ArgMatches, clap::Error> {
        command.try_get_matches_from_mut(std::env::args_os())
    };
    Arguments::from_arg_matches(&matches(command())?)
}

fn in_both_languages(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|each| each.get_name().to_owned()).collect();
    let command = names.iter().fold(command, |command, name| command.mut_subcommand(name, in_both_languages));
    let command = if command.get_name() == "help" {
        command.about("一个命令的用法 · how to use a command")
    } else {
        command
    };
    command.help_template(TEMPLATE).subcommand_help_heading("命令 · Commands").mut_args(described)
}

/// An argument under a heading in both languages.
fn described(argument: Arg) -> Arg {
    let argument = match argument.get_id().as_str() {
        "help" => argument.help("用法 · how to use it").long_help("用法 · how to use it"),
        "version" => argument.help("版本 · the version"),
        _ => argument,
    };
    let heading = if argument.is_positional() { "参数 · Arguments" } else { "选项 · Options" };
    argument.help_heading(heading)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(command: &Command) -> Vec<Command> {
        let below = command.get_subcommands().flat_map(all);
        below.chain([command.clone()]).collect()
    }

    #[test]
    fn no_help_is_in_english_alone() {
        for mut command in all(&command()) {
            let help = command.render_long_help().to_string();
            for english in
                ["\nUsage:", "\nOptions:", "\nArguments:", "\nCommands:", "Print help", "Print version"]
            {
                assert!(!help.contains(english), "{english}: {help}");
            }
        }
    }
}
