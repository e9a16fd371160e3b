// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles.h"

#include "base/json.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

namespace signalbox::session {

namespace {

constexpr std::size_t kMaxTokenBytes = 16u << 10;

QString configFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/signalbox");
}

std::string profilesFile()
{
    return configFolder().toStdString() + "/profiles.json";
}

QString tokenFileOf(const std::string &webSocketUrl)
{
    const QByteArray name = QCryptographicHash::hash(QByteArray::fromStdString(webSocketUrl), QCryptographicHash::Sha256).toHex().left(24);
    return configFolder() + QStringLiteral("/tokens/") + QString::fromLatin1(name);
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
        Profile profile{asWebSocket(urlOrName), {}};
        const QString kept = tokenFileOf(profile.url);
        if (!std::getenv("SIGNALBOX_TOKEN") && QFile::exists(kept)) {
            profile.tokenFile = kept.toStdString();
        }
        return profile;
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

Result<void> keepToken(const std::string &url, const std::string &token)
{
    const QString path = tokenFileOf(asWebSocket(url));
    const QString folder = configFolder() + QStringLiteral("/tokens");
    QSaveFile file(path);
    // Nobody else sees it at any moment: the permissions come before the text.
    const bool isKept = QDir().mkpath(folder) && QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner) && file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.write(token.data(), qint64(token.size())) == qint64(token.size()) && file.commit();
    if (!isKept) {
        return Error("auth.tokenFile", "\"" + path.toStdString() + "\" cannot be written: " + file.errorString().toStdString() + ".", path.toStdString());
    }
    return {};
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
