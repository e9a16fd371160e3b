// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/action_registry.h"

#include "ui/shell/state_file.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QJsonArray>
#include <QJsonObject>
#include <QWidget>

#include <algorithm>

namespace signalbox::ui {

namespace {

constexpr QLatin1String kShortcuts("shortcuts");
constexpr QLatin1String kRecent("recentCommands");
constexpr qsizetype kMostRecent = 12;

} // namespace

struct ActionRegistry::Entry
{
    ActionSpec spec;
    QAction *action = nullptr;
    std::optional<QList<QKeySequence>> chosen;
};

ActionRegistry::ActionRegistry(const Theme &theme, StateFile &state, QObject *parent)
    : QObject(parent)
    , m_theme(theme)
    , m_state(state)
{
    for (const auto &id : m_state.value(kRecent).toArray()) {
        m_recent << id.toString();
    }
}

ActionRegistry::~ActionRegistry()
{
    qDeleteAll(m_entries);
}

void ActionRegistry::setHosts(QWidget *window, QWidget *documents)
{
    m_host = window;
    m_documents = documents;
}

QString ActionRegistry::plainText(const QString &text)
{
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'&' && i + 1 < text.size()) {
            ++i;
        }
        plain += text[i];
    }
    return plain;
}

QAction *ActionRegistry::add(const ActionSpec &spec, std::function<void()> run)
{
    auto *&entry = m_entries[spec.id];
    if (!entry) {
        entry = new Entry;
        entry->spec = spec;
        auto *action = new QAction(spec.text, this);
        entry->action = action;
        action->setObjectName(spec.id);
        action->setCheckable(spec.checkable);
        if (!spec.icon.isEmpty()) {
            action->setIcon(m_theme.icon(spec.icon));
        }
        const auto stored = m_state.value(kShortcuts).toObject().value(spec.id);
        if (stored.isArray()) {
            QList<QKeySequence> keys;
            for (const auto &text : stored.toArray()) {
                keys << QKeySequence::fromString(text.toString(), QKeySequence::PortableText);
            }
            entry->chosen = keys;
        }
        m_order << spec.id;
        connect(action, &QAction::triggered, this, [this, id = spec.id] { noteUse(id); });
        if (spec.reach == ActionSpec::Reach::Documents) {
            action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        }
        if (auto *host = spec.reach == ActionSpec::Reach::Documents ? m_documents : m_host) {
            host->addAction(action);
        }
        apply(*entry);
        Q_EMIT added(spec.id);
    }
    if (run) {
        connect(entry->action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    }
    return entry->action;
}

QAction *ActionRegistry::find(const QString &id) const
{
    const auto *entry = m_entries.value(id);
    return entry ? entry->action : nullptr;
}

const ActionSpec *ActionRegistry::spec(const QString &id) const
{
    const auto *entry = m_entries.value(id);
    return entry ? &entry->spec : nullptr;
}

QStringList ActionRegistry::idsOfMenu(const QString &menu) const
{
    QStringList ids;
    std::copy_if(m_order.begin(), m_order.end(), std::back_inserter(ids), [&](const QString &id) { return m_entries.value(id)->spec.menu == menu; });
    std::stable_sort(ids.begin(), ids.end(), [this](const QString &a, const QString &b) { return m_entries.value(a)->spec.group < m_entries.value(b)->spec.group; });
    return ids;
}

QList<QKeySequence> ActionRegistry::shortcuts(const QString &id) const
{
    const auto *entry = m_entries.value(id);
    return entry ? entry->chosen.value_or(entry->spec.shortcuts) : QList<QKeySequence>();
}

QString ActionRegistry::conflict(const QString &id, const QKeySequence &keys) const
{
    if (keys.isEmpty()) {
        return {};
    }
    for (const auto &other : m_order) {
        const auto *own = spec(id);
        if (other == id || (own && own->sharesKeysWith == other) || spec(other)->sharesKeysWith == id) {
            continue;
        }
        for (const auto &taken : shortcuts(other)) {
            if (!taken.isEmpty() && (taken.matches(keys) != QKeySequence::NoMatch || keys.matches(taken) != QKeySequence::NoMatch)) {
                return other;
            }
        }
    }
    return {};
}

void ActionRegistry::setShortcuts(const QString &id, const QList<QKeySequence> &keys)
{
    auto *entry = m_entries.value(id);
    if (!entry) {
        return;
    }
    for (const auto &key : keys) {
        for (QString other = conflict(id, key); !other.isEmpty(); other = conflict(id, key)) {
            auto *loser = m_entries.value(other);
            QList<QKeySequence> rest = shortcuts(other);
            rest.removeIf([&](const QKeySequence &taken) { return taken.matches(key) != QKeySequence::NoMatch || key.matches(taken) != QKeySequence::NoMatch; });
            loser->chosen = rest;
            apply(*loser);
        }
    }
    entry->chosen = keys;
    if (keys == entry->spec.shortcuts) {
        entry->chosen.reset();
    }
    apply(*entry);
    store();
}

void ActionRegistry::resetShortcuts(const QString &id)
{
    if (auto *entry = m_entries.value(id)) {
        setShortcuts(id, entry->spec.shortcuts);
    }
}

void ActionRegistry::resetAllShortcuts()
{
    for (auto *entry : std::as_const(m_entries)) {
        entry->chosen.reset();
        apply(*entry);
    }
    store();
}

bool ActionRegistry::hasDefaultShortcuts(const QString &id) const
{
    const auto *entry = m_entries.value(id);
    return !entry || !entry->chosen;
}

void ActionRegistry::apply(Entry &entry)
{
    const auto keys = entry.chosen.value_or(entry.spec.shortcuts);
    entry.action->setShortcuts(keys);
    const QString tip = entry.spec.tip.isEmpty() ? plainText(entry.spec.text) : entry.spec.tip;
    entry.action->setToolTip(keys.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keys.front().toString(QKeySequence::NativeText)));
    entry.action->setStatusTip(tip);
    Q_EMIT shortcutsChanged(entry.spec.id);
}

void ActionRegistry::store()
{
    // What was chosen for actions that are not registered now stays.
    QJsonObject all = m_state.value(kShortcuts).toObject();
    for (const auto *entry : std::as_const(m_entries)) {
        if (!entry->chosen) {
            all.remove(entry->spec.id);
            continue;
        }
        QJsonArray keys;
        for (const auto &key : *entry->chosen) {
            keys << key.toString(QKeySequence::PortableText);
        }
        all.insert(entry->spec.id, keys);
    }
    m_state.set(kShortcuts, all.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(all));
}

void ActionRegistry::noteUse(const QString &id)
{
    m_recent.removeOne(id);
    m_recent.prepend(id);
    while (m_recent.size() > kMostRecent) {
        m_recent.removeLast();
    }
    m_state.set(kRecent, QJsonArray::fromStringList(m_recent));
}

} // namespace signalbox::ui
