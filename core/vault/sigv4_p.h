// SPDX-License-Identifier: GPL-3.0-or-later
// AWS Signature Version 4: the Authorization of a request. Source: "Create a signed AWS API request" of the IAM user guide.
#pragma once

#include "base/clock.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace signalbox::vault {

struct SigV4Request
{
    std::string method = "POST";
    std::string path = "/";                                      ///< as it is sent, already escaped
    std::vector<std::pair<std::string, std::string>> query;      ///< not escaped
    std::vector<std::pair<std::string, std::string>> headers;    ///< every one that is signed; host and x-amz-date among them
    std::string_view body;
};

struct SigV4Key
{
    std::string id;
    std::string_view secret;
    std::string region;
    std::string service;
};

/// "20150830T123600Z".
std::string sigV4Time(UnixMillis time);
/// The value of the Authorization header. `time` is that of x-amz-date.
std::string sigV4Authorization(const SigV4Request &request, const SigV4Key &key, const std::string &time);

} // namespace signalbox::vault
