// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/socket_frames_p.h"

#include "api/message.h"

namespace signalbox::transport {

namespace {
constexpr std::size_t kLengthBytes = 4;
} // namespace

Result<void> appendFrame(std::string &out, const json::Value &message)
{
    const auto start = out.size();
    out.resize(start + kLengthBytes);
    json::writeTo(out, message);
    const auto length = out.size() - start - kLengthBytes;
    if (length > api::kMaxFrameBytes) {
        out.resize(start);
        return api::frameTooLarge("A message");
    }
    for (std::size_t i = 0; i < kLengthBytes; ++i) {
        out[start + i] = static_cast<char>((length >> (8 * (kLengthBytes - 1 - i))) & 0xff);
    }
    return {};
}

Result<std::vector<json::Value>> FrameReader::add(std::string_view bytes)
{
    if (m_failed) {
        return std::vector<json::Value>();
    }
    m_buffer.append(bytes);
    std::vector<json::Value> messages;
    std::size_t at = 0;
    while (m_buffer.size() - at >= kLengthBytes) {
        std::size_t length = 0;
        for (std::size_t i = 0; i < kLengthBytes; ++i) {
            length = length << 8 | static_cast<unsigned char>(m_buffer[at + i]);
        }
        if (length > api::kMaxFrameBytes) {
            m_failed = true;
            return api::frameTooLarge("A message");
        }
        if (m_buffer.size() - at - kLengthBytes < length) {
            break;
        }
        auto value = json::parse(std::string_view(m_buffer).substr(at + kLengthBytes, length));
        if (!value) {
            m_failed = true;
            return Error("frame.invalid", "A message is no JSON: " + value.error().message).withCause(value.error());
        }
        messages.push_back(std::move(*value));
        at += kLengthBytes + length;
    }
    m_buffer.erase(0, at);
    return messages;
}

} // namespace signalbox::transport
