// SPDX-License-Identifier: GPL-3.0-or-later
// JSON values in a person's eyes: one line of each, and the colours of what it is made of.
#pragma once

#include "base/json.h"
#include "ui/theme/theme.h"

#include <QString>

class QWidget;

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace signalbox::ui {

/// A value on one line: a text without quotes and cut where it is long, the count of what a list or an object holds.
QString jsonLine(const json::Value &value);

/// Whether a value has more than about `bytes` of JSON. Looks no further than that, so that it costs no more for a large one.
bool isLongerJson(const json::Value &value, std::size_t bytes);

/// The most that is copied to the clipboard at once. Units: bytes.
inline constexpr std::size_t kMostCopied = std::size_t(64) << 20;

/// Puts what `make` gives on the clipboard: at once, or, where it is `large`, made on the pool. Nothing, where it is more
/// than can be copied; then `widget` says so. Thread: the GUI thread; `make` is called on another.
void copyText(QWidget *widget, bool isLarge, std::function<std::optional<std::string>()> make);
/// The same of a value: a text without quotes, else JSON.
enum class CopyAs { Json, Text };
void copyValue(QWidget *widget, std::shared_ptr<const json::Value> value, CopyAs as);

/// What a value is painted with.
Role jsonInk(const json::Value &value);

/// Strings, keys, numbers and words of one line of JSON; strings do not go over lines. `take` has place, length and colour.
void eachJsonToken(QStringView line, const std::function<void(int, int, Role)> &take);

} // namespace signalbox::ui
