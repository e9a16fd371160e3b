// SPDX-License-Identifier: GPL-3.0-or-later
// What g++ 12.2 miscompiles around co_await: temporaries that it copies bit by bit into the frame and
// destroys twice. The way out is the same each time: name the thing before it is awaited.
#include "source_tree.h"

#include <regex>

namespace {

struct Trap
{
    const char *name;
    std::regex pattern;
    const char *wayOut;
};

const std::vector<Trap> &traps()
{
    static const std::vector<Trap> list = {
        {"a condition", std::regex(R"(^\s*(\} else )?(if|while|switch) \(.*co_await)"), "await into a variable and ask that"},
        {"an operand", std::regex(R"(co_await[^;]*( && | \|\| | \? ))"), "await into a variable first"},
        {"a lambda with captures", std::regex(R"(co_await[^;{]*[(,] ?\[[^\]]*[A-Za-z_][^\]]*\])"), "name the lambda, then await"},
        // Those calls have parameters without members.
        {"an aggregate in braces", std::regex(R"(co_await(?!.*(FlowsList|NodeTypesList|SecretsList|SamplesList|TokensList|SystemInfoCall|SystemHealthCall|SystemDiagnose|TokensTicket)>)[^;]*\(\{)"), "name the aggregate, then await"},
        {"an aggregate", std::regex(R"(co_await[^;]*[(, ](api|store|engine|bus|http|flow)::[A-Za-z]+\{)"), "name the aggregate, then await"},
    };
    return list;
}

// Asio's coroutines are others.
bool isAsio(const std::string &path)
{
    return path.starts_with("core/transport/http_") || path.starts_with("core/transport/websocket_connection");
}

} // namespace

class TestCoroutines : public SignalboxTest
{
    Q_OBJECT

private Q_SLOTS:
    void nothingTemporaryIsAwaitedThatTheCompilerDestroysTwice()
    {
        std::vector<std::string> problems;
        for (const auto &file : lint::readTree({QStringLiteral("app"), QStringLiteral("core"), QStringLiteral("ui")}, {QStringLiteral(".cpp"), QStringLiteral(".h")})) {
            if (isAsio(file.path)) {
                continue;
            }
            for (std::size_t i = 0; i < file.lines.size(); ++i) {
                const auto &line = file.lines[i];
                if (line.find("co_await") == std::string::npos || line.find("//") < line.find("co_await")) {
                    continue;
                }
                for (const auto &trap : traps()) {
                    if (std::regex_search(line, trap.pattern)) {
                        problems.push_back(file.path + ":" + std::to_string(i + 1) + ": co_await with " + trap.name + "; " + trap.wayOut);
                    }
                }
            }
        }
        LINT_VERIFY(problems);
    }
};

SB_TEST_MAIN(TestCoroutines)
#include "tst_coroutines.moc"
