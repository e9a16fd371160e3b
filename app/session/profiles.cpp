// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles.h"

#include "base/json.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <QStandardPaths>

namespace signalbox::session {

namespace {

constexpr std::size_t kMaxTokenBytes = 16u << 10;

std::string profilesFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation).toStdString() + "/signalbox/profiles.json";
}

Result<std::string> readSmallFile(const std::string &path, const char *code)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) {
        return Error(code, "\"" + path + "\" cannot be read: " + std::strerror(errno) + ".", path);
    }
    return std::move(text).str();
}

std::string asWebSocket(std::string url)
{
    if (url.starts_with("http://") || url.starts_with("https://")) {
        url.replace(0, 4, "ws");
    }
    return url;
}

} // namespace

Result<Profile> findProfile(const std::string &urlOrName)
{
    if (urlOrName.find("://") != std::string::npos) {
        return Profile{asWebSocket(urlOrName), {}};
    }
    const auto path = profilesFile();
    auto text = readSmallFile(path, "profile.file");
    if (!text) {
        return Error("profile.unknown", "\"" + urlOrName + "\" is no URL, and there is no file of profiles. Give a URL such as wss://host:port, or write " + path + ".", urlOrName);
    }
    SB_TRY(root, json::parse(*text));
    const auto *found = json::find(root, urlOrName);
    if (!found || !found->is_object()) {
        std::string known;
        if (root.is_object()) {
            for (const auto &entry : root.get_object()) {
                known += (known.empty() ? "" : ", ") + std::string(entry.key());
            }
        }
        return Error("profile.unknown", "There is no profile \"" + urlOrName + "\" in " + path + (known.empty() ? "." : "; there are: " + known + "."), urlOrName);
    }
    Profile profile{asWebSocket(std::string(json::text(found->get_object(), "url"))), std::string(json::text(found->get_object(), "tokenFile"))};
    if (profile.url.empty()) {
        return Error("profile.file", "The profile \"" + urlOrName + "\" in " + path + " has no \"url\".", urlOrName);
    }
    return profile;
}

Result<std::string> readToken(const std::string &file)
{
    std::string token;
    if (!file.empty()) {
        SB_TRY(text, readSmallFile(file, "auth.tokenFile"));
        token = std::move(text);
    } else if (const char *fromEnvironment = std::getenv("SIGNALBOX_TOKEN")) {
        token = fromEnvironment;
    }
    while (!token.empty() && std::isspace(static_cast<unsigned char>(token.back())) != 0) {
        token.pop_back();
    }
    if (token.empty() || token.size() > kMaxTokenBytes) {
        return Error("auth.tokenMissing", "A backend elsewhere needs a token: name its file with --token-file, or put it into SIGNALBOX_TOKEN.", file);
    }
    return token;
}

} // namespace signalbox::session
