// SPDX-License-Identifier: GPL-3.0-or-later
// Values between JSON and JavaScript.
#pragma once

#include "base/json.h"

#include <QJSEngine>
#include <QJSValue>

namespace signalbox::eval {

/// A JSON value as JavaScript sees it; integers beyond 2^53 as texts.
QJSValue toScript(QJSEngine &engine, const json::Value &value);
/// A JavaScript value as JSON has it: undefined members are dropped, NaN and infinities are null, dates
/// are ISO texts. Errors: value.unsupported, value.tooDeep, value.tooLarge.
Result<json::Value> fromScript(const QJSValue &value, std::size_t maxBytes);

} // namespace signalbox::eval
