// SPDX-License-Identifier: GPL-3.0-or-later
// Looking at results: that they hold a value, or which error, and everything that an error says.
#pragma once

#include "base/result.h"

#include <QTest>

#include <string>
#include <string_view>

namespace signalbox::test {

/// The value of an error's argument, or "".
inline std::string argOf(const Error &error, std::string_view name)
{
    for (const auto &[key, value] : error.args) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

/// Everything that an error says, with its causes.
inline std::string wholeText(const Error &error)
{
    std::string text = error.describe();
    for (const auto *one = &error; one; one = one->cause.get()) {
        text += "\n" + one->code + "\n" + one->message + "\n" + one->subject;
        for (const auto &[key, value] : one->args) {
            text += "\n" + key + "=" + value;
        }
    }
    return text;
}

} // namespace signalbox::test

/// The Result holds a value, or the test says which error.
#define SB_VERIFY_OK(result)                                                                       \
    do {                                                                                           \
        const auto &sbResult = (result);                                                           \
        QVERIFY2(sbResult.ok(), sbResult.ok() ? "" : sbResult.error().describe().c_str());         \
    } while (false)

/// The Result holds the error of that code.
#define SB_VERIFY_CODE(result, wanted)                                                             \
    do {                                                                                           \
        const auto &sbResult = (result);                                                           \
        QVERIFY2(!sbResult.ok(), "no error");                                                      \
        QVERIFY2(sbResult.error().code == (wanted), sbResult.error().describe().c_str());          \
    } while (false)
