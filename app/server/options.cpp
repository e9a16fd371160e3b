// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include "base/json.h"
#include "http/address_policy.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace signalbox::server {

namespace {

Error usageError(std::string sentence, const std::string &subject)
{
    return Error("usage", std::move(sentence) + " See signalboxd --help.", subject);
}

Result<std::int64_t> numberOf(const std::string &option, std::string_view text, std::int64_t most)
{
    std::int64_t number = 0;
    const auto [rest, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || rest != text.data() + text.size() || number < 0 || number > most) {
        return usageError(option + " takes a whole number from 0 to " + std::to_string(most) + ", not \"" + std::string(text) + "\".", option);
    }
    return number;
}

// "127.0.0.1:4400", "[::1]:4400", "localhost", ":0".
Result<void> readListen(const std::string &text, Options &options)
{
    std::string_view rest = text;
    if (rest.starts_with('[')) {
        const auto end = rest.find(']');
        if (end == std::string_view::npos || (end + 1 < rest.size() && rest[end + 1] != ':')) {
            return usageError("--listen takes HOST:PORT, not \"" + text + "\".", "--listen");
        }
        options.address = rest.substr(1, end - 1);
        rest.remove_prefix(end + 1);
    } else {
        const auto colon = std::min(rest.find(':'), rest.size());
        if (colon > 0) {
            options.address = rest.substr(0, colon);
        }
        rest.remove_prefix(colon);
        if (rest.size() > 1 && rest.find(':', 1) != std::string_view::npos) {
            return usageError("--listen takes an IPv6 address in brackets, like [::1]:4400, not \"" + text + "\".", "--listen");
        }
    }
    if (!rest.empty()) {
        SB_TRY(port, numberOf("The port of --listen", rest.substr(1), 65535));
        options.port = static_cast<std::uint16_t>(port);
    }
    return {};
}

Result<void> readCommand(const std::string &word, bool isFirst, Options &options)
{
    if (!isFirst) {
        return usageError("\"" + word + "\" is one word too many.", word);
    }
    if (word == "help") {
        return {};
    }
    if (word == "worker" || word == "schedule" || word == "sandboxes") {
        return usageError("\"signalboxd " + word + "\" works beside others on one database; over a data folder \"signalboxd all\" does all of it.", word);
    }
    if (word != "all" && word != "serve") {
        return usageError("\"" + word + "\" is nothing that signalboxd does.", word);
    }
    options.command = Options::Command::Serve;
    return {};
}

Result<void> readOption(const std::string &word, const std::string &value, Options &options)
{
    if (word == "--data") {
        options.folder = value;
    } else if (word == "--plugins") {
        options.plugins = value;
    } else if (word == "--passphrase-file") {
        options.passphraseFile = value;
    } else if (word == "--provider-network") {
        if (!http::AddressPolicy::allowing({value})) {
            return usageError("--provider-network takes a host, a domain such as \"*.lan\", an address or a range such as \"10.0.0.0/8\", not \"" + value + "\".", word);
        }
        options.providerNetworks.push_back(value);
    } else if (word == "--listen") {
        return readListen(value, options);
    } else if (word == "--host") {
        options.hosts.push_back(value);
    } else if (word == "--origin") {
        options.origins.push_back(value);
    } else if (word == "--drain") {
        SB_TRY(seconds, numberOf(word, value, 3600));
        options.drain = Millis(seconds * 1000);
    } else if (word == "--log") {
        if (value == "debug") {
            options.logLevel = log::Level::Debug;
        } else if (value == "info") {
            options.logLevel = log::Level::Info;
        } else if (value == "warning") {
            options.logLevel = log::Level::Warning;
        } else if (value == "error") {
            options.logLevel = log::Level::Error;
        } else {
            return usageError("--log takes debug, info, warning or error, not \"" + value + "\".", word);
        }
    } else {
        return Error("usage", word + " is for backends that share a PostgreSQL database, which this version does not have; give it a data folder by --data.", word);
    }
    return {};
}

} // namespace

Result<Options> parseOptions(const std::vector<std::string> &words)
{
    Options options;
    bool isFirst = true;
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto word = words[i];
        if (word == "--help" || word == "-h") {
            options.command = Options::Command::Help;
            return options;
        }
        if (word == "--version") {
            options.command = Options::Command::Version;
            return options;
        }
        if (word == "--allow-network") {
            options.mayLeaveLoopback = true;
            continue;
        }
        if (!word.starts_with('-')) {
            SB_CHECK(readCommand(word, isFirst, options));
            isFirst = false;
            continue;
        }
        static constexpr std::array<std::string_view, 11> kValued = {"--data", "--plugins", "--passphrase-file", "--provider-network", "--listen", "--host", "--origin", "--drain", "--log", "--database", "--redis"};
        if (std::find(kValued.begin(), kValued.end(), word.substr(0, word.find('='))) == kValued.end()) {
            return usageError("The option " + word + " is not known.", word);
        }
        std::string value;
        if (const auto equals = word.find('='); equals != std::string::npos) {
            value = word.substr(equals + 1);
            word.resize(equals);
        } else if (i + 1 < words.size()) {
            value = words[++i];
        }
        if (value.empty()) {
            return usageError(word + " needs a value.", word);
        }
        SB_CHECK(readOption(word, value, options));
    }
    if (options.command == Options::Command::Serve && !options.mayLeaveLoopback && !isLoopback(options.address)) {
        return Error("usage",
                     "\"" + options.address + "\" is reached from other machines, and Signalbox speaks no TLS itself: tokens and data would travel readable. Put a TLS proxy in front and listen at 127.0.0.1, or say --allow-network if the network is trusted.",
                     options.address);
    }
    return options;
}

bool isLoopback(const std::string &address)
{
    return address == "localhost" || address == "::1" || address.starts_with("127.");
}

std::string usage()
{
    return R"(signalboxd: a Signalbox backend that other programs connect to.

  signalboxd all|serve [OPTIONS]    runs flows of a data folder, goes on with those that were interrupted,
                                    and serves REST, WebSocket and the folder's local socket

  --data DIR          the data folder (default: the platform's; one holder at a time)
  --plugins DIR       load the plug-ins of a folder: node types in shared libraries (default: none)
  --passphrase-file FILE
                      the passphrase that the key of the secrets is behind; only its owner may read the file.
                      The first key of a new data folder is put behind it
  --provider-network HOST|RANGE
                      where providers of models may be in the backend's own network, beside public addresses
                      and this machine: a host, "*.lan", an address or a range like 10.0.0.0/8 (repeat it for more)
  --listen HOST:PORT  where to listen (default 127.0.0.1:4400; port 0 takes a free one)
  --allow-network     also listen at an address that other machines reach; put TLS in front
  --host NAME         a name by which clients call it, beside addresses and localhost (repeat it for more)
  --origin URL        a page that may talk to it, beside its own (repeat it for more)
  --drain SECONDS     how long /health/ready says no before the connections end (default 0)
  --log LEVEL         debug, info, warning (default) or error; JSON lines on standard error
  --version, --help

When it is ready it prints one line with its address. The first token is in the file "token" of the data
folder, which only its owner may read; /api/v1/openapi.json says what there is to call.

GET /metrics gives numbers for Prometheus (bearer token with system.read). Traces of runs go as OTLP/HTTP JSON
where OTEL_EXPORTER_OTLP_ENDPOINT names a collector, like http://127.0.0.1:4318.
)";
}

} // namespace signalbox::server
