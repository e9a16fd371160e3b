// SPDX-License-Identifier: GPL-3.0-or-later
// What signalboxd is told on its command line.
#pragma once

#include "base/clock.h"
#include "base/log.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace signalbox::server {

/// Where a backend listens when nobody says otherwise.
inline constexpr std::uint16_t kDefaultPort = 4400;

struct Options
{
    enum class Command { Help, Version, Serve } command = Command::Help;
    std::string folder; ///< empty: the platform's data folder
    std::string plugins; ///< folder; empty: none
    std::string passphraseFile; ///< opens the key of the secrets; empty: none
    std::vector<std::string> providerNetworks; ///< where providers of models may be beside public addresses and this machine
    std::string address = "127.0.0.1";
    std::uint16_t port = kDefaultPort;
    bool mayLeaveLoopback = false;
    std::vector<std::string> hosts;
    std::vector<std::string> origins;
    Millis drain{0}; ///< how long readiness says no before the connections end
    log::Level logLevel = log::Level::Warning;
};

/// Errors: usage.
Result<Options> parseOptions(const std::vector<std::string> &words);
std::string usage();
/// Whether only programs on this machine reach the address.
bool isLoopback(const std::string &address);

} // namespace signalbox::server
