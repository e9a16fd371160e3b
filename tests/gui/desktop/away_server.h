// SPDX-License-Identifier: GPL-3.0-or-later
// A backend elsewhere, for tests of the window: its headers and those of the window are not for one file.
#pragma once

#include <memory>
#include <string>

namespace signalbox::test {

class AwayServer
{
public:
    explicit AwayServer(const std::string &folder);
    ~AwayServer();

    std::string address() const;
    std::string token();
    bool wasAsked(const std::string &call) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox::test
