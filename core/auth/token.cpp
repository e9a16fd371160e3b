// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/token.h"

#include "auth/principal.h"
#include "base/uuid.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace signalbox::auth {

namespace {

constexpr std::string_view kPrefix = "sbx_";
constexpr std::size_t kRandomBytes = 32;
constexpr std::size_t kEncoded = 43;
constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

void ensureSodium()
{
    static const int started = sodium_init();
    if (started < 0) {
        std::abort(); // no randomness: nothing that follows would be safe
    }
}

Error fileError(std::string_view doing, const std::string &path)
{
    return Error("auth.io",
                 "The token file " + path + " could not be " + std::string(doing) + " (" + std::strerror(errno)
                     + "). Check the data folder's permissions.",
                 path);
}

Result<void> writeTokenFile(const std::string &path, const std::string &token)
{
    const auto temporary = path + ".tmp";
    ::unlink(temporary.c_str());
    const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) {
        return fileError("made", path);
    }
    const auto text = token + "\n";
    const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
    ::close(file);
    if (!written || ::rename(temporary.c_str(), path.c_str()) != 0) {
        auto error = fileError("written", path);
        ::unlink(temporary.c_str());
        return error;
    }
    return {};
}

} // namespace

std::string newToken()
{
    ensureSodium();
    std::array<unsigned char, kRandomBytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, kEncoded + 1> text{};
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
    sodium_memzero(bytes.data(), bytes.size());
    return std::string(kPrefix) + text.data();
}

std::string hashToken(std::string_view token)
{
    ensureSodium();
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char *>(token.data()), token.size(), nullptr, 0);
    std::array<char, crypto_generichash_BYTES * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

bool looksLikeToken(std::string_view token)
{
    return token.size() == kPrefix.size() + kEncoded && token.starts_with(kPrefix)
        && std::all_of(token.begin() + kPrefix.size(), token.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
           });
}

bool equalInConstantTime(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

Task<Result<IssuedToken>> issueToken(store::TokenRepository &tokens, TokenRequest request, Clock &clock)
{
    for (const auto &permission : request.permissions) {
        if (!isPermissionPattern(permission)) {
            co_return Error("auth.request", "\"" + permission + "\" is no permission. Use names such as flows.run, flows.* or *.", permission);
        }
    }
    IssuedToken issued{newUuid(clock), newToken()};
    store::TokenRow row;
    row.id = issued.id;
    row.workspace = std::move(request.workspace);
    row.subject = std::move(request.subject);
    row.hash = hashToken(issued.token);
    row.permissions = std::move(request.permissions);
    row.createdAt = clock.now();
    row.expiresAt = request.expiresAt;
    SB_CO_CHECK(co_await tokens.add(std::move(row)));
    co_return issued;
}

Task<Result<bool>> ensureFirstToken(store::TokenRepository &tokens, std::string workspace, std::string path, Clock &clock)
{
    if (const auto kept = readTokenFile(path)) {
        SB_CO_TRY(row, co_await tokens.findByHash(hashToken(*kept)));
        if (row && !row->revoked) {
            co_return false;
        }
    }
    TokenRequest request;
    request.workspace = std::move(workspace);
    request.subject = "owner";
    request.permissions = {"*"};
    SB_CO_TRY(issued, co_await issueToken(tokens, std::move(request), clock));
    SB_CO_CHECK(writeTokenFile(path, issued.token));
    co_return true;
}

Result<std::string> readTokenFile(const std::string &path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) {
        return fileError("opened", path);
    }
    std::array<char, 256> text{};
    const auto got = ::read(file, text.data(), text.size());
    ::close(file);
    if (got < 0) {
        return fileError("read", path);
    }
    std::string token(text.data(), static_cast<std::size_t>(got));
    token.erase(token.find_last_not_of(" \t\r\n") + 1);
    return token;
}

} // namespace signalbox::auth
