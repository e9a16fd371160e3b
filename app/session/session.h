// SPDX-License-Identifier: GPL-3.0-or-later
// How a program of a person reaches a backend: its own over a data folder, that of the program which
// holds the folder, or one elsewhere. What is made of it is one client.
#pragma once

#include "base/clock.h"
#include "client/client.h"

#include <memory>
#include <string>

namespace signalbox::session {

struct Options
{
    /// The data folder; empty: the platform's.
    std::string folder = {};
    /// Empty: the data folder. Else a URL (ws, wss, http, https) or the name of a profile.
    std::string connect = {};
    /// A file that holds the token of a backend elsewhere; empty: the profile's, else SIGNALBOX_TOKEN.
    std::string tokenFile = {};
    /// The token itself, where a person typed it; it stands above the file.
    std::string token = {};
    std::string samplesFolder = {};
    /// The folder whose plug-ins a backend in this process loads; empty: none.
    std::string pluginFolder = {};
    /// Whether a backend in this process puts the first key of the secrets into the system's keychain, where there is one.
    bool usesKeychain = false;
    /// A file with the passphrase of the key, for a backend in this process; empty: none.
    std::string passphraseFile = {};
};

/// Where the backend is.
enum class Place {
    Embedded, ///< in this process, on a thread of its own
    Joined,   ///< in the program that holds the data folder
    Remote,
};

/// A connection that mends itself. Where the program that holds the folder ends, this one takes its place
/// and its runs go on here.
/// Thread: the one that opened it, which has an Executor.
class Session
{
public:
    /// Errors: data.held (its holder does not answer), data.folder, store.*, channel.unreachable,
    /// channel.url, auth.token, profile.*, cancelled.
    static Task<Result<std::unique_ptr<Session>>> open(Options options, std::stop_token stop);
    /// Closes what close() has not, and blocks until it is.
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    client::Client &client();
    Place place() const;
    /// The data folder; empty where the backend is elsewhere.
    const std::string &folder() const;
    /// What a person calls it: the folder, or the URL.
    std::string title() const;
    Clock &clock();

    /// Ends the client; an embedded backend ends in order, and its runs go on at the next start.
    Task<void> close();

private:
    struct Private;
    explicit Session(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

/// The platform's data folder.
std::string defaultFolder();
/// Where the samples stand that come with Signalbox.
std::string defaultSamplesFolder();

} // namespace signalbox::session
