// SPDX-License-Identifier: GPL-3.0-or-later
// Which addresses a request may connect to. It judges the resolved address of the very socket that is
// opened, so a name that changes its address between check and use gains nothing.
#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

struct sockaddr;

namespace signalbox::http {

/// An IP address; IPv4 as IPv4-mapped IPv6.
struct IpAddress
{
    std::array<std::uint8_t, 16> bytes{};

    bool isV4() const;
    std::string toString() const;
    bool operator==(const IpAddress &) const = default;

    /// Reads "10.0.0.1" or "fe80::1"; no port, no brackets, no zone.
    static Result<IpAddress> parse(std::string_view text);
    /// Of an AF_INET or AF_INET6 socket address; anything else is an error.
    static Result<IpAddress> of(const sockaddr &address);
};

/// Refuses addresses that are not public - loopback, private, link-local (with the metadata services
/// of clouds), carrier-grade NAT, multicast, reserved, unspecified, and IPv6 addresses that stand for
/// such an IPv4 address - unless an entry allows them. Immutable once made; thread-safe.
class AddressPolicy
{
public:
    /// Public addresses only.
    AddressPolicy() = default;
    /// Every address. For local services that a person has configured, and for tests.
    static AddressPolicy allowAll();
    /// Public addresses, and what `entries` name: a host ("printer.lan", "localhost"), every host
    /// below a domain ("*.lan"), an address ("10.1.2.3", "::1") or a range ("10.0.0.0/8"). A host that
    /// is allowed may resolve to any address.
    /// Errors: http.invalid, naming the entry.
    static Result<AddressPolicy> allowing(const std::vector<std::string> &entries);

    /// Whether a connection to `address` for the URL's `host` may be opened.
    bool allows(std::string_view host, const IpAddress &address) const;
    /// Whether `host` itself is on the list, whatever it resolves to.
    bool allowsHost(std::string_view host) const;

private:
    struct Range
    {
        IpAddress base;
        unsigned bits = 128;
    };
    bool m_all = false;
    std::vector<std::string> m_hosts;
    std::vector<Range> m_ranges;
};

/// Whether the address is one that the whole Internet can reach. Source: the IANA special-purpose
/// address registries (RFC 6890 and its successors).
bool isPublic(const IpAddress &address);

} // namespace signalbox::http
