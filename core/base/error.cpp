// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

namespace signalbox {

std::string Error::describe() const
{
    std::string text = code + ": " + message;
    if (!subject.empty()) {
        text += " [" + subject + "]";
    }
    if (cause) {
        text += "; because " + cause->describe();
    }
    return text;
}

} // namespace signalbox
