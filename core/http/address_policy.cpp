// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/address_policy.h"

#include "http/headers.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace signalbox::http {

namespace {

constexpr std::array<std::uint8_t, 12> kMappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

IpAddress fromV4(const std::uint8_t *four)
{
    IpAddress address;
    std::copy(kMappedPrefix.begin(), kMappedPrefix.end(), address.bytes.begin());
    std::copy(four, four + 4, address.bytes.begin() + 12);
    return address;
}

bool startsWithBits(const std::uint8_t *bytes, const std::uint8_t *prefix, unsigned bits)
{
    const auto whole = bits / 8;
    if (!std::equal(bytes, bytes + whole, prefix)) {
        return false;
    }
    const auto rest = bits % 8;
    return rest == 0 || ((bytes[whole] ^ prefix[whole]) >> (8 - rest)) == 0;
}

template<std::size_t N>
struct Block
{
    std::array<std::uint8_t, N> base;
    unsigned bits;
};

constexpr Block<4> kSpecialV4[] = {
    {{0, 0, 0, 0}, 8},       // this network
    {{10, 0, 0, 0}, 8},      // private
    {{100, 64, 0, 0}, 10},   // carrier-grade NAT
    {{127, 0, 0, 0}, 8},     // loopback
    {{169, 254, 0, 0}, 16},  // link-local, metadata services
    {{172, 16, 0, 0}, 12},   // private
    {{192, 0, 0, 0}, 24},    // protocol assignments
    {{192, 0, 2, 0}, 24},    // documentation
    {{192, 88, 99, 0}, 24},  // 6to4 relays
    {{192, 168, 0, 0}, 16},  // private
    {{198, 18, 0, 0}, 15},   // benchmarks
    {{198, 51, 100, 0}, 24}, // documentation
    {{203, 0, 113, 0}, 24},  // documentation
    {{224, 0, 0, 0}, 4},     // multicast
    {{240, 0, 0, 0}, 4},     // reserved, broadcast
};

constexpr Block<4> kSpecialV6[] = {
    {{0x00, 0x64, 0xff, 0x9b}, 32}, // translation; its global /96 is looked into first
    {{0x01, 0x00, 0x00, 0x00}, 16}, // discard
    {{0x20, 0x01, 0x00, 0x00}, 23}, // Teredo and other protocol assignments
    {{0x20, 0x01, 0x0d, 0xb8}, 32}, // documentation
    {{0x3f, 0xff, 0x00, 0x00}, 20}, // documentation
    {{0x5f, 0x00, 0x00, 0x00}, 16}, // segment routing
    {{0xfc, 0x00, 0x00, 0x00}, 7},  // unique local
    {{0xfe, 0x80, 0x00, 0x00}, 10}, // link-local
    {{0xfe, 0xc0, 0x00, 0x00}, 10}, // site-local
    {{0xff, 0x00, 0x00, 0x00}, 8},  // multicast
};

bool isPublicV4(const std::uint8_t *four)
{
    return std::none_of(std::begin(kSpecialV4), std::end(kSpecialV4),
                        [four](const auto &block) { return startsWithBits(four, block.base.data(), block.bits); });
}

std::string normalHost(std::string_view host)
{
    std::string normal(host);
    std::transform(normal.begin(), normal.end(), normal.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (normal.size() > 2 && normal.front() == '[' && normal.back() == ']') {
        normal = normal.substr(1, normal.size() - 2);
    }
    if (!normal.empty() && normal.back() == '.') {
        normal.pop_back();
    }
    return normal;
}

Error badEntry(const std::string &entry)
{
    return Error("http.invalid",
                 "\"" + entry + "\" is no host, domain (\"*.lan\"), address or range (\"10.0.0.0/8\").", entry);
}

} // namespace

bool IpAddress::isV4() const
{
    return std::equal(kMappedPrefix.begin(), kMappedPrefix.end(), bytes.begin());
}

std::string IpAddress::toString() const
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (isV4()) {
        inet_ntop(AF_INET, bytes.data() + 12, text.data(), text.size());
    } else {
        inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
    }
    return text.data();
}

Result<IpAddress> IpAddress::parse(std::string_view text)
{
    const std::string terminated(text);
    std::array<std::uint8_t, 4> four{};
    if (inet_pton(AF_INET, terminated.c_str(), four.data()) == 1) {
        return fromV4(four.data());
    }
    IpAddress address;
    if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) {
        return address;
    }
    return Error("http.invalid", "\"" + terminated + "\" is no IP address.", terminated);
}

Result<IpAddress> IpAddress::of(const sockaddr &address)
{
    if (address.sa_family == AF_INET) {
        sockaddr_in in{};
        std::memcpy(&in, &address, sizeof in);
        return fromV4(reinterpret_cast<const std::uint8_t *>(&in.sin_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 in{};
        std::memcpy(&in, &address, sizeof in);
        IpAddress result;
        std::memcpy(result.bytes.data(), &in.sin6_addr, result.bytes.size());
        return result;
    }
    return Error("http.invalid", "The socket address is no Internet address.");
}

bool isPublic(const IpAddress &address)
{
    const auto *bytes = address.bytes.data();
    if (address.isV4()) {
        return isPublicV4(bytes + 12);
    }
    constexpr std::array<std::uint8_t, 12> zeros{};
    if (std::equal(zeros.begin(), zeros.end(), bytes)) {
        return false; // ::, ::1 and the obsolete IPv4-compatible addresses
    }
    constexpr std::array<std::uint8_t, 12> translated{0x00, 0x64, 0xff, 0x9b};
    if (std::equal(translated.begin(), translated.end(), bytes)) {
        return isPublicV4(bytes + 12);
    }
    if (bytes[0] == 0x20 && bytes[1] == 0x02) {
        return isPublicV4(bytes + 2); // 6to4 carries the IPv4 address next
    }
    return std::none_of(std::begin(kSpecialV6), std::end(kSpecialV6),
                        [bytes](const auto &block) { return startsWithBits(bytes, block.base.data(), block.bits); });
}

AddressPolicy AddressPolicy::allowAll()
{
    AddressPolicy policy;
    policy.m_all = true;
    return policy;
}

Result<AddressPolicy> AddressPolicy::allowing(const std::vector<std::string> &entries)
{
    AddressPolicy policy;
    for (const auto &entry : entries) {
        const auto slash = entry.find('/');
        const auto base = IpAddress::parse(normalHost(entry.substr(0, slash)));
        if (slash != std::string::npos) {
            unsigned bits = 0;
            const char *begin = entry.data() + slash + 1;
            const char *end = entry.data() + entry.size();
            const auto [stopped, failure] = std::from_chars(begin, end, bits);
            if (!base || failure != std::errc() || stopped != end || begin == end || bits > (base->isV4() ? 32u : 128u)) {
                return badEntry(entry);
            }
            policy.m_ranges.push_back({*base, base->isV4() ? bits + 96 : bits});
        } else if (base) {
            policy.m_ranges.push_back({*base, 128});
        } else {
            const auto host = normalHost(entry);
            const bool plain = std::all_of(host.begin(), host.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '*';
            });
            if (host.empty() || !plain || host.find('*', 1) != std::string::npos
                || (host[0] == '*' && (host.size() < 3 || host[1] != '.'))) {
                return badEntry(entry);
            }
            policy.m_hosts.push_back(host);
        }
    }
    return policy;
}

bool AddressPolicy::allowsHost(std::string_view host) const
{
    if (m_all) {
        return true;
    }
    const auto wanted = normalHost(host);
    return std::any_of(m_hosts.begin(), m_hosts.end(), [&wanted](const std::string &entry) {
        return entry[0] == '*' ? wanted.size() > entry.size() - 1 && wanted.ends_with(std::string_view(entry).substr(1))
                               : wanted == entry;
    });
}

bool AddressPolicy::allows(std::string_view host, const IpAddress &address) const
{
    if (isPublic(address) || allowsHost(host)) {
        return true;
    }
    return std::any_of(m_ranges.begin(), m_ranges.end(), [&address](const Range &range) {
        return startsWithBits(address.bytes.data(), range.base.bytes.data(), range.bits);
    });
}

} // namespace signalbox::http
