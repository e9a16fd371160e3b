// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/field_number_p.h"

#include <QLineEdit>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>

namespace signalbox::ui {

namespace {

constexpr double kStep = 0.1;
constexpr double kFarthest = 1e15;
constexpr int kDigits = 12;

} // namespace

NumberBox::NumberBox(const FieldSpec &spec) : m_spec(spec)
{
    lineEdit()->setPlaceholderText(spec.placeholder);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

std::optional<json::Value> NumberBox::number() const
{
    const QString text = lineEdit()->text().trimmed();
    // "1.000" is a thousand to a German who writes a whole number; a fraction with a point is what stands in the flow.
    if (m_spec.kind == FieldSpec::Kind::Integer) {
        bool isWhole = false;
        if (const auto whole = locale().toLongLong(text, &isWhole); isWhole) {
            return json::Value(static_cast<std::int64_t>(whole));
        }
    }
    if (auto parsed = json::parse(text.toStdString()); parsed && parsed->is_number()) {
        return std::move(*parsed);
    }
    bool isNumber = false;
    const double value = locale().toDouble(text, &isNumber);
    return isNumber && std::isfinite(value) ? std::optional(json::Value(value)) : std::nullopt;
}

void NumberBox::stepBy(int steps)
{
    auto now = number();
    if (!now) {
        now = m_spec.standard && m_spec.standard->is_number() ? *m_spec.standard : json::Value(m_spec.least.value_or(0));
    }
    const bool isInteger = m_spec.kind == FieldSpec::Kind::Integer;
    const double least = m_spec.least.value_or(-kFarthest);
    const double most = m_spec.most.value_or(kFarthest);
    QString text;
    if (const auto *whole = isInteger ? now->if_int64() : nullptr; whole && std::abs(static_cast<double>(*whole)) < static_cast<double>(std::numeric_limits<std::int64_t>::max() / 2)) {
        // Exact also beyond what a double holds.
        const std::int64_t next = *whole + steps;
        text = static_cast<double>(next) < least ? QString::number(least, 'f', 0) : static_cast<double>(next) > most ? QString::number(most, 'f', 0) : QString::number(next);
    } else {
        const double next = std::clamp(now->to_number<double>() + steps * (isInteger ? 1 : kStep), least, most);
        text = isInteger ? QString::number(next, 'f', 0) : QString::number(next, 'g', kDigits);
    }
    lineEdit()->setText(text);
    Q_EMIT lineEdit()->textEdited(text);
}

} // namespace signalbox::ui
