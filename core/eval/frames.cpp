// SPDX-License-Identifier: GPL-3.0-or-later
#include "eval/frames_p.h"

#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace signalbox::eval {

namespace {

using Until = std::chrono::steady_clock::time_point;

Exchange waitFor(int socket, short what, Until until)
{
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd file{socket, what, 0};
        const int ready = left.count() > 0 ? ::poll(&file, 1, static_cast<int>(left.count())) : 0;
        if (ready != 0 && !(ready < 0 && errno == EINTR)) {
            return ready > 0 ? Exchange::Done : Exchange::Closed;
        }
        if (ready == 0) {
            return Exchange::Late;
        }
    }
}

Exchange receiveAll(int socket, char *to, std::size_t size, Until until)
{
    while (size > 0) {
        const auto got = ::recv(socket, to, size, MSG_DONTWAIT);
        if (got > 0) {
            to += got;
            size -= static_cast<std::size_t>(got);
        } else if (got < 0 && errno == EAGAIN) {
            if (const auto ready = waitFor(socket, POLLIN, until); ready != Exchange::Done) {
                return ready;
            }
        } else if (got == 0 || errno != EINTR) {
            return Exchange::Closed;
        }
    }
    return Exchange::Done;
}

std::string framed(std::string_view bytes)
{
    const auto size = static_cast<std::uint32_t>(bytes.size());
    std::string frame(reinterpret_cast<const char *>(&size), sizeof size);
    return frame.append(bytes);
}

} // namespace

Exchange sendFrame(int socket, std::string_view bytes, Until until)
{
    const auto frame = framed(bytes);
    for (std::string_view left = frame; !left.empty();) {
        const auto sent = ::send(socket, left.data(), left.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent >= 0) {
            left.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno == EAGAIN) {
            if (const auto ready = waitFor(socket, POLLOUT, until); ready != Exchange::Done) {
                return ready;
            }
        } else if (errno != EINTR) {
            return Exchange::Closed;
        }
    }
    return Exchange::Done;
}

Exchange receiveFrame(int socket, std::string &bytes, std::size_t most, Until until)
{
    std::uint32_t size = 0;
    if (const auto got = receiveAll(socket, reinterpret_cast<char *>(&size), sizeof size, until); got != Exchange::Done) {
        return got;
    }
    if (size > most) {
        return Exchange::TooLarge;
    }
    bytes.resize(size);
    return receiveAll(socket, bytes.data(), size, until);
}

bool sendFrame(int socket, std::string_view bytes)
{
    const auto frame = framed(bytes);
    for (std::string_view left = frame; !left.empty();) {
        const auto sent = ::write(socket, left.data(), left.size());
        if (sent < 0 && errno != EINTR) {
            return false;
        }
        left.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
    }
    return true;
}

bool receiveFrame(int socket, std::string &bytes, std::size_t most)
{
    const auto readAll = [socket](char *to, std::size_t size) {
        while (size > 0) {
            const auto got = ::read(socket, to, size);
            if (got == 0 || (got < 0 && errno != EINTR)) {
                return false;
            }
            to += std::max<ssize_t>(got, 0);
            size -= static_cast<std::size_t>(std::max<ssize_t>(got, 0));
        }
        return true;
    };
    std::uint32_t size = 0;
    if (!readAll(reinterpret_cast<char *>(&size), sizeof size) || size > most) {
        return false;
    }
    bytes.resize(size);
    return readAll(bytes.data(), size);
}

void appendCall(std::string &out, std::uint64_t id, const Arguments &arguments)
{
    out += '[';
    out += std::to_string(id);
    out += arguments.direct ? ",true,[" : ",false,[";
    for (std::size_t i = 0; i < arguments.count; ++i) {
        const auto &argument = arguments.list[i];
        out += i > 0 ? ",[" : "[";
        switch (argument.kind) {
        case Argument::Kind::Undefined: break;
        case Argument::Kind::Value: json::writeTo(out, *argument.value); break;
        case Argument::Kind::Number: out += std::to_string(argument.number); break;
        case Argument::Kind::Nodes: {
            out += '{';
            std::set<std::string_view> written; // a node may be referred to twice
            for (const auto &[nodeId, output] : arguments.nodes) {
                if (written.insert(nodeId).second) {
                    out += written.size() > 1 ? "," : "";
                    json::writeTo(out, json::Value(nodeId));
                    out += ':';
                    json::writeTo(out, *output);
                }
            }
            out += "},1";
            break;
        }
        }
        out += ']';
    }
    out += "]]";
}

bool readArguments(const json::Value &list, bool direct, Arguments &arguments)
{
    const auto *array = list.if_array();
    if (!array || array->size() > arguments.list.size()) {
        return false;
    }
    arguments.direct = direct;
    for (const auto &entry : *array) {
        const auto *parts = entry.if_array();
        if (!parts || parts->size() > 2) {
            return false;
        }
        auto &argument = arguments.list[arguments.count++];
        if (parts->size() == 1) {
            argument = {Argument::Kind::Value, &parts->front(), 0};
        } else if (parts->size() == 2) {
            argument.kind = Argument::Kind::Nodes;
            const auto *outputs = parts->front().if_object();
            if (!outputs) {
                return false;
            }
            for (const auto &output : *outputs) {
                arguments.nodes.emplace_back(std::string_view(output.key()), &output.value());
            }
        }
    }
    return true;
}

} // namespace signalbox::eval
