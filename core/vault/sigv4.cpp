// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/sigv4_p.h"

#include "vault/secret_text_p.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

namespace signalbox::vault {

namespace {

using Hash = std::array<unsigned char, crypto_hash_sha256_BYTES>;

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

std::string hex(const Hash &hash)
{
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> text{};
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
}

Hash sha256(std::string_view text)
{
    Hash hash{};
    crypto_hash_sha256(hash.data(), bytesOf(text), text.size());
    return hash;
}

Hash hmac(std::string_view key, std::string_view text)
{
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytesOf(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytesOf(text), text.size());
    Hash hash{};
    crypto_auth_hmacsha256_final(&state, hash.data());
    sodium_memzero(&state, sizeof state);
    return hash;
}

std::string_view viewOf(const Hash &hash)
{
    return {reinterpret_cast<const char *>(hash.data()), hash.size()};
}

std::string escaped(std::string_view text, std::string_view plain)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || plain.find(c) != std::string_view::npos;
        if (isPlain) {
            out.push_back(c);
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
        }
    }
    return out;
}

// Without spaces around it, and one where there were several.
std::string trimmed(std::string_view value)
{
    std::string out;
    for (const char c : value) {
        if (c != ' ' || (!out.empty() && out.back() != ' ')) {
            out.push_back(c);
        }
    }
    if (out.ends_with(' ')) {
        out.pop_back();
    }
    return out;
}

} // namespace

std::string sigV4Time(UnixMillis time)
{
    const std::chrono::sys_time<std::chrono::milliseconds> point{std::chrono::milliseconds(time)};
    const auto day = std::chrono::floor<std::chrono::days>(point);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(point - day));
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d%02u%02uT%02d%02d%02dZ", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    return text.data();
}

std::string sigV4Authorization(const SigV4Request &request, const SigV4Key &key, const std::string &time)
{
    ensureSodium();
    std::vector<std::pair<std::string, std::string>> query;
    for (const auto &[name, value] : request.query) {
        query.emplace_back(escaped(name, "-._~"), escaped(value, "-._~"));
    }
    std::sort(query.begin(), query.end());
    std::string queryText;
    for (const auto &[name, value] : query) {
        queryText.append(queryText.empty() ? "" : "&").append(name).append("=").append(value);
    }
    std::map<std::string, std::string> headers;
    for (const auto &[name, value] : request.headers) {
        std::string lower = name;
        std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        auto &known = headers[lower];
        known.append(known.empty() ? "" : ",").append(trimmed(value));
    }
    std::string headerText;
    std::string names;
    for (const auto &[name, value] : headers) {
        headerText.append(name).append(":").append(value).append("\n");
        names.append(names.empty() ? "" : ";").append(name);
    }
    // The path is escaped once more: every service but S3 wants that.
    std::string canonical = request.method;
    canonical.append("\n").append(escaped(request.path, "-._~/")).append("\n").append(queryText).append("\n");
    canonical.append(headerText).append("\n").append(names).append("\n").append(hex(sha256(request.body)));

    const auto day = time.substr(0, 8);
    const auto scope = day + "/" + key.region + "/" + key.service + "/aws4_request";
    std::string toSign = "AWS4-HMAC-SHA256\n";
    toSign.append(time).append("\n").append(scope).append("\n").append(hex(sha256(canonical)));
    std::string first = "AWS4";
    first.append(key.secret);
    auto signing = hmac(first, day);
    wipe(first);
    for (const std::string_view part : {std::string_view(key.region), std::string_view(key.service), std::string_view("aws4_request")}) {
        signing = hmac(viewOf(signing), part);
    }
    const auto signature = hex(hmac(viewOf(signing), toSign));
    sodium_memzero(signing.data(), signing.size());
    return R"(AWS4-HMAC-SHA256 Credential=)" + key.id + "/" + scope + R"(, SignedHeaders=)" + names + R"(, Signature=)" + signature;
}

} // namespace signalbox::vault
