// SPDX-License-Identifier: GPL-3.0-or-later
// Words that the core puts into the places of its sentences, and sentences that it puts together of so many pieces that
// they cannot be read from its sources. Kept by hand; tests/unit/words holds each against the sources.
#include "ui/words/words.h"

#include <QtGlobal>

namespace signalbox::words {

namespace {

constexpr const char *kPhrases[] = {
    // What a value is, or must be.
    QT_TRANSLATE_NOOP("core", "true or false"),
    QT_TRANSLATE_NOOP("core", "a text"),
    QT_TRANSLATE_NOOP("core", "an array"),
    QT_TRANSLATE_NOOP("core", "an object"),
    QT_TRANSLATE_NOOP("core", "a number"),
    QT_TRANSLATE_NOOP("core", "a whole number"),
    QT_TRANSLATE_NOOP("core", "a JSON Schema"),
    QT_TRANSLATE_NOOP("core", "a duration such as \"30s\""),
    QT_TRANSLATE_NOOP("core", "%1 or %2"),
    QT_TRANSLATE_NOOP("core", "one of %1"),
    QT_TRANSLATE_NOOP("core", "The value"),
    QT_TRANSLATE_NOOP("core", "The flow"),
    QT_TRANSLATE_NOOP("core", "A node"),
    QT_TRANSLATE_NOOP("core", "The node \"%1\""),
    QT_TRANSLATE_NOOP("core", "An edge"),
    QT_TRANSLATE_NOOP("core", "this flow"),

    // What is wrong with a value by its schema.
    QT_TRANSLATE_NOOP("core", "In \"%1\", the configuration %2."),
    QT_TRANSLATE_NOOP("core", "In \"%1\", \"%2\" %3."),
    QT_TRANSLATE_NOOP("core", "it %1"),
    QT_TRANSLATE_NOOP("core", "may not be here"),
    QT_TRANSLATE_NOOP("core", "nests too deep for its schema"),
    QT_TRANSLATE_NOOP("core", "must be %1, but is %2"),
    QT_TRANSLATE_NOOP("core", "must be one of %1"),
    QT_TRANSLATE_NOOP("core", "must be %1"),
    QT_TRANSLATE_NOOP("core", "must be at least %1"),
    QT_TRANSLATE_NOOP("core", "must be at most %1"),
    QT_TRANSLATE_NOOP("core", "must be more than %1"),
    QT_TRANSLATE_NOOP("core", "must be less than %1"),
    QT_TRANSLATE_NOOP("core", "must be a multiple of %1"),
    QT_TRANSLATE_NOOP("core", "must not be empty"),
    QT_TRANSLATE_NOOP("core", "must have at least %1 characters"),
    QT_TRANSLATE_NOOP("core", "must have at most %1 characters"),
    QT_TRANSLATE_NOOP("core", "must match the pattern %1"),
    QT_TRANSLATE_NOOP("core", "takes too long to match the pattern %1"),
    QT_TRANSLATE_NOOP("core", "fits none of the allowed forms"),
    QT_TRANSLATE_NOOP("core", "fits more than one of the allowed forms"),
    QT_TRANSLATE_NOOP("core", "has a form that is not allowed"),
    QT_TRANSLATE_NOOP("core", "must have at least %1 elements"),
    QT_TRANSLATE_NOOP("core", "must have at most %1 elements"),
    QT_TRANSLATE_NOOP("core", "must not hold the same element twice"),
    QT_TRANSLATE_NOOP("core", "lacks an element that it must hold"),
    QT_TRANSLATE_NOOP("core", "holds more than %1 of such elements"),
    QT_TRANSLATE_NOOP("core", "must have at least %1 members"),
    QT_TRANSLATE_NOOP("core", "must have at most %1 members"),
    QT_TRANSLATE_NOOP("core", "lacks \"%1\""),
    QT_TRANSLATE_NOOP("core", "needs \"%1\" where it has \"%2\""),
    QT_TRANSLATE_NOOP("core", "has the unknown member \"%1\""),
    QT_TRANSLATE_NOOP("core", "a schema is an object, true or false."),

    // What a text of JSON has where it should have something else.
    QT_TRANSLATE_NOOP("core", "a value"),
    QT_TRANSLATE_NOOP("core", "a key in quotes"),
    QT_TRANSLATE_NOOP("core", "\",\" or \"}\""),
    QT_TRANSLATE_NOOP("core", "\",\" or \"]\""),
    QT_TRANSLATE_NOOP("core", "the end of a text"),
    QT_TRANSLATE_NOOP("core", "four hexadecimal digits"),
    QT_TRANSLATE_NOOP("core", "a digit"),
    QT_TRANSLATE_NOOP("core", "a control or non-ASCII character"),

    // Where an expression stands, and what it may name.
    QT_TRANSLATE_NOOP("core", "%1: %2 In: %3"),
    QT_TRANSLATE_NOOP("core", "node \"%1\", %2"),
    QT_TRANSLATE_NOOP("core", "edge from \"%1\" to \"%2\", condition"),
    QT_TRANSLATE_NOOP("core", "in the body of a map and in a filter"),
    QT_TRANSLATE_NOOP("core", "in a loop"),
    QT_TRANSLATE_NOOP("core", "in the condition of an edge"),
    QT_TRANSLATE_NOOP("core", "output"),
    QT_TRANSLATE_NOOP("core", "input"),
    QT_TRANSLATE_NOOP("core", "does not answer"),
    QT_TRANSLATE_NOOP("core", "did what expressions may not"),
    QT_TRANSLATE_NOOP("core", "was ended by signal %1"),
    QT_TRANSLATE_NOOP("core", "ended with code %1"),

    // HTTP.
    QT_TRANSLATE_NOOP("core", "did not accept a connection"),
    QT_TRANSLATE_NOOP("core", "did not begin to answer"),
    QT_TRANSLATE_NOOP("core", "stopped sending"),
    QT_TRANSLATE_NOOP("core", "did not finish its answer"),
    QT_TRANSLATE_NOOP("core", "The head of the answer"),
    QT_TRANSLATE_NOOP("core", "The answer"),
    QT_TRANSLATE_NOOP("core", "an unknown kind of address"),
    QT_TRANSLATE_NOOP("core", "it contains spaces or control characters, which must be percent-encoded"),
    QT_TRANSLATE_NOOP("core", "it names no host"),
    QT_TRANSLATE_NOOP("core", "its scheme is neither http nor https"),

    // Files.
    QT_TRANSLATE_NOOP("core", "has text after a closing quote; double the quotes inside of a quoted field"),
    QT_TRANSLATE_NOOP("core", "opens a quote that is never closed"),
    QT_TRANSLATE_NOOP("core", "names the column \"%1\" twice"),
    QT_TRANSLATE_NOOP("core", "has %1 fields where the first row has %2"),
    QT_TRANSLATE_NOOP("core", "leads above the root"),
    QT_TRANSLATE_NOOP("core", "leads out of the data folder"),
    QT_TRANSLATE_NOOP("core", "is absolute, which is not allowed here"),
    QT_TRANSLATE_NOOP("core", "opened"),
    QT_TRANSLATE_NOOP("core", "read"),
    QT_TRANSLATE_NOOP("core", "written"),
    QT_TRANSLATE_NOOP("core", "made"),
    QT_TRANSLATE_NOOP("core", "synced"),
    QT_TRANSLATE_NOOP("core", "copied"),
    QT_TRANSLATE_NOOP("core", "kept"),
    QT_TRANSLATE_NOOP("core", "used as a folder"),
    QT_TRANSLATE_NOOP("core", "moved into place"),
    QT_TRANSLATE_NOOP("core", "put in its place"),
    QT_TRANSLATE_NOOP("core", "it does not begin as a database does"),
    QT_TRANSLATE_NOOP("core", "it cannot be read"),
    QT_TRANSLATE_NOOP("core", "it is another program's database, or its first page was overwritten"),
    QT_TRANSLATE_NOOP("core", "a page is broken"),
    QT_TRANSLATE_NOOP("core", "the system's keychain (entry %1)"),

    // Children.
    QT_TRANSLATE_NOOP("core", "no descriptors are left"),
    QT_TRANSLATE_NOOP("core", "its guard could not be started"),
    QT_TRANSLATE_NOOP("core", "its guard has ended"),
    QT_TRANSLATE_NOOP("core", "its guard does not answer"),
    QT_TRANSLATE_NOOP("core", "a limit could not be set"),
    QT_TRANSLATE_NOOP("core", "the system refused it"),
    QT_TRANSLATE_NOOP("core", "its guard could not do its work"),

    // Drafts and messages.
    QT_TRANSLATE_NOOP("core", "a path is a list"),
    QT_TRANSLATE_NOOP("core", "a path is made of names and positions"),
    QT_TRANSLATE_NOOP("core", "entries are a list"),
    QT_TRANSLATE_NOOP("core", "an entry is a position, a value and perhaps a key"),
    QT_TRANSLATE_NOOP("core", "an operation is an object"),
    QT_TRANSLATE_NOOP("core", "an assignment has a value before and after"),
    QT_TRANSLATE_NOOP("core", "a step has operations"),
    QT_TRANSLATE_NOOP("core", "A message"),
    QT_TRANSLATE_NOOP("core", "Naming the folder of a backup"),
    QT_TRANSLATE_NOOP("core", "Naming the folder of a run"),

    // Answers to commands.
    QT_TRANSLATE_NOOP("core", "These commands work without a model:"),
    QT_TRANSLATE_NOOP("core", "- `/run FLOW {input}` runs a flow of the workspace; the input is JSON and may be left out"),
    QT_TRANSLATE_NOOP("core", "- `/flows` lists the flows"),
    QT_TRANSLATE_NOOP("core", "- `/runs` lists the latest runs"),
    QT_TRANSLATE_NOOP("core", "- `/explain FLOW` says in words what a flow does"),
    QT_TRANSLATE_NOOP("core", "- `/help` says this"),
    QT_TRANSLATE_NOOP("core", "- `%1`, a draft"),
    QT_TRANSLATE_NOOP("core", "- `%1`, version %2 is live"),
    QT_TRANSLATE_NOOP("core", "- `%1` %2, a draft"),
    QT_TRANSLATE_NOOP("core", "- `%1` %2, version %3 is live"),
    QT_TRANSLATE_NOOP("core", "The run waits for a person: whether these steps happened is not known."),
    QT_TRANSLATE_NOOP("core", "Nothing of it reaches outside of Signalbox."),
    QT_TRANSLATE_NOOP("core", "**What reaches outside**"),
    QT_TRANSLATE_NOOP("core", "- %1: repeated if it is interrupted%2"),
    QT_TRANSLATE_NOOP("core", "- %1: held for a person if it is interrupted%2"),
    QT_TRANSLATE_NOOP("core", "; tried up to %1 times"),
    QT_TRANSLATE_NOOP("core", "; tried up to %1 times; at most %2"),
    QT_TRANSLATE_NOOP("core", "; at most %1"),
    QT_TRANSLATE_NOOP("core", "The first failure ends the run."),
    QT_TRANSLATE_NOOP("core", "**When something fails**"),
    QT_TRANSLATE_NOOP("core", "- If %1 fails, its `error` port goes on."),
    QT_TRANSLATE_NOOP("core", "- If %1 fails, the others finish."),
    QT_TRANSLATE_NOOP("core", "- If %1 fails, a default takes the place of its output."),
    QT_TRANSLATE_NOOP("core", "- Any other failure ends the run."),
};

} // namespace

std::span<const char *const> phrasePatterns()
{
    return kPhrases;
}

} // namespace signalbox::words
