// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/settings.h"

#include "ui/shell/state_file.h"

#include <QJsonValue>

#include <algorithm>
#include <optional>

namespace signalbox::ui {

namespace {

// The value as the declaration wants it, or nothing.
std::optional<QVariant> accepted(const SettingSpec &spec, const QVariant &value)
{
    switch (spec.kind) {
    case SettingSpec::Kind::Switch:
        return value.typeId() == QMetaType::Bool ? std::optional(value) : std::nullopt;
    case SettingSpec::Kind::Choice: {
        const QString text = value.toString();
        const bool known = std::any_of(spec.options.begin(), spec.options.end(), [&](const auto &option) { return option.value == text; });
        return known ? std::optional<QVariant>(text) : std::nullopt;
    }
    case SettingSpec::Kind::Number: {
        bool isNumber = false;
        const int number = value.toInt(&isNumber);
        return isNumber ? std::optional<QVariant>(std::clamp(number, spec.least, spec.most)) : std::nullopt;
    }
    case SettingSpec::Kind::Text:
        return value.typeId() == QMetaType::QString ? std::optional(value) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

Settings::Settings(StateFile &file, QObject *parent)
    : QObject(parent)
    , m_file(file)
{
}

void Settings::declare(SettingSpec spec)
{
    if (m_byId.contains(spec.id)) {
        return;
    }
    const QString id = spec.id;
    m_byId.insert(id, m_specs.size());
    m_specs.push_back(std::move(spec));
    Q_EMIT declared(id);
}

const SettingSpec *Settings::find(const QString &id) const
{
    const auto at = m_byId.constFind(id);
    return at == m_byId.constEnd() ? nullptr : &m_specs[*at];
}

QVariant Settings::value(const QString &id) const
{
    const auto *spec = find(id);
    if (!spec) {
        return {};
    }
    const QJsonValue stored = m_file.value(id);
    if (stored.isUndefined()) {
        return spec->standard;
    }
    return accepted(*spec, stored.toVariant()).value_or(spec->standard);
}

void Settings::set(const QString &id, const QVariant &value)
{
    const auto *spec = find(id);
    const auto wanted = spec ? accepted(*spec, value) : std::nullopt;
    if (!wanted || *wanted == this->value(id)) {
        return;
    }
    m_file.set(id, *wanted == spec->standard ? QJsonValue(QJsonValue::Undefined) : QJsonValue::fromVariant(*wanted));
    Q_EMIT changed(id);
}

void Settings::reset(const QString &id)
{
    if (const auto *spec = find(id)) {
        set(id, spec->standard);
        m_file.set(id, QJsonValue(QJsonValue::Undefined));
    }
}

bool Settings::isDefault(const QString &id) const
{
    const auto *spec = find(id);
    return !spec || value(id) == spec->standard;
}

} // namespace signalbox::ui
