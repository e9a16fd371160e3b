// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"

#include <cstdio>
#include <cstdlib>

#include <unistd.h>

namespace signalbox::cli {

bool isTerminal()
{
    static const bool terminal = ::isatty(STDERR_FILENO) == 1;
    return terminal;
}

std::string paint(Colour colour, std::string_view text)
{
    static const bool colours = isTerminal() && std::getenv("NO_COLOR") == nullptr;
    if (!colours || colour == Colour::Plain) {
        return std::string(text);
    }
    const char *code = colour == Colour::Dim ? "2" : colour == Colour::Good ? "32" : colour == Colour::Bad ? "31" : "33";
    return "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m";
}

void print(std::string_view line)
{
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void tell(std::string_view line)
{
    std::fwrite(line.data(), 1, line.size(), stderr);
    std::fputc('\n', stderr);
}

void report(const Error &error, bool json)
{
    if (json) {
        json::Object args;
        for (const auto &[name, value] : error.args) {
            args[name] = value;
        }
        print(json::write(json::Object{{"error", json::Object{{"code", error.code}, {"message", error.message}, {"subject", error.subject}, {"args", std::move(args)}}}}));
        return;
    }
    tell(paint(Colour::Bad, "error: ") + error.message + paint(Colour::Dim, " (" + error.code + ")"));
}

std::string padded(std::string_view text, std::size_t width)
{
    const auto columns = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }));
    return std::string(text) + std::string((columns < width ? width - columns : 0) + 2, ' ');
}

std::string formatMicros(std::int64_t micros)
{
    std::array<char, 40> text{};
    if (micros < 1000) {
        std::snprintf(text.data(), text.size(), "%lld µs", static_cast<long long>(micros));
    } else if (micros < 1'000'000) {
        std::snprintf(text.data(), text.size(), "%.1f ms", static_cast<double>(micros) / 1e3);
    } else {
        std::snprintf(text.data(), text.size(), "%.2f s", static_cast<double>(micros) / 1e6);
    }
    return text.data();
}

} // namespace signalbox::cli
