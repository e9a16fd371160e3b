// SPDX-License-Identifier: GPL-3.0-or-later
// Frames of a byte stream: four bytes of length, the highest first, and that many bytes of JSON text.
#pragma once

#include "base/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace signalbox::transport {

/// Appends the frame of a message. Errors: frame.tooLarge.
Result<void> appendFrame(std::string &out, const json::Value &message);

/// Takes bytes as they come and gives messages.
class FrameReader
{
public:
    /// The messages that are whole now. After an error nothing is read any more.
    /// Errors: frame.tooLarge, frame.invalid (no JSON in it).
    Result<std::vector<json::Value>> add(std::string_view bytes);

private:
    std::string m_buffer;
    bool m_failed = false;
};

} // namespace signalbox::transport
