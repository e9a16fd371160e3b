// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/arguments.h"

#include <QFileInfo>

#include <map>

namespace signalbox::desktop {

Result<Arguments> parseArguments(const std::vector<std::string> &words)
{
    Arguments arguments;
    const std::map<std::string_view, std::string *> valued = {{"--data", &arguments.data}, {"--connect", &arguments.connect}, {"--token-file", &arguments.tokenFile}, {"--plugins", &arguments.plugins}};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto &word = words[i];
        if (word == "--help" || word == "-h") {
            arguments.command = Arguments::Command::Help;
            return arguments;
        }
        if (word == "--version") {
            arguments.command = Arguments::Command::Version;
            return arguments;
        }
        if (const auto option = valued.find(word); option != valued.end()) {
            if (i + 1 == words.size()) {
                return Error("usage", word + " needs a value; see signalbox --help.", word);
            }
            *option->second = words[++i];
            continue;
        }
        if (word.starts_with('-')) {
            return Error("usage", "\"" + word + "\" is no option; see signalbox --help.", word);
        }
        const QString flow = QString::fromStdString(word);
        arguments.flows << (flow.startsWith(QLatin1String("sample:")) || flow == QLatin1String("new:") ? flow : QFileInfo(flow).absoluteFilePath());
    }
    return arguments;
}

std::string usage()
{
    return "signalbox [OPTIONS] [FLOW…]     open the window, with these flows (files, sample:NAME, or new:)\n"
           "  --data DIR                   the data folder; one program at a time holds it\n"
           "  --connect URL|PROFILE        a backend elsewhere\n"
           "  --token-file FILE            signs in there; else SIGNALBOX_TOKEN\n"
           "  --plugins DIR                load the plug-ins of a folder: node types in shared libraries\n"
           "  --help, --version\n";
}

} // namespace signalbox::desktop
