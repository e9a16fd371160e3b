// SPDX-License-Identifier: GPL-3.0-or-later
// Every command of the window, once: menus, toolbar, command palette and the shortcut editor all show what is
// registered here.
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>

class QAction;
class QWidget;

namespace signalbox::ui {

class StateFile;
class Theme;

struct ActionSpec
{
    QString id;       ///< "edit.undo"; stable, shortcuts are stored by it
    QString text;     ///< "Undo"; an ampersand marks the mnemonic
    QString category; ///< "Edit": groups it in the palette and in the shortcut editor
    QString icon = {};
    QList<QKeySequence> shortcuts = {};
    QString menu = {};      ///< id of the menu that it stands in ("edit"), or empty
    int group = 0;          ///< groups of a menu are parted by lines
    bool toolbar = false;   ///< stands in the toolbar, too
    bool checkable = false;
    bool inPalette = true;
    /// Where its shortcuts work: Delete in a list of a pane must not reach the flow.
    enum class Reach { Window, Documents } reach = Reach::Window;
    QString tip = {};       ///< one sentence; the text if empty
    /// An action that may have the same shortcut, because the two are never enabled together.
    QString sharesKeysWith = {};
};

/// Owner of the actions. Thread: the GUI thread.
class ActionRegistry : public QObject
{
    Q_OBJECT
public:
    /// Shortcuts that a person chose and commands used lately are kept in `state`.
    ActionRegistry(const Theme &theme, StateFile &state, QObject *parent = nullptr);
    ~ActionRegistry() override;

    /// The widgets on which the shortcuts work: the main window, and what holds its documents. Call it before the
    /// first add().
    void setHosts(QWidget *window, QWidget *documents);

    /// An id that exists gives the existing action, with `run` added to what it does.
    QAction *add(const ActionSpec &spec, std::function<void()> run = {});
    QAction *find(const QString &id) const;
    const ActionSpec *spec(const QString &id) const;
    /// In the order of registration.
    QStringList ids() const { return m_order; }
    /// Those of a menu by group, then by registration.
    QStringList idsOfMenu(const QString &menu) const;

    QList<QKeySequence> shortcuts(const QString &id) const;
    /// Id of another action that has the shortcut (or one that begins with it), or empty.
    QString conflict(const QString &id, const QKeySequence &keys) const;
    /// Takes the shortcut from whoever has it. Shortcuts survive restarts.
    void setShortcuts(const QString &id, const QList<QKeySequence> &keys);
    void resetShortcuts(const QString &id);
    void resetAllShortcuts();
    bool hasDefaultShortcuts(const QString &id) const;

    /// Ids of the commands used lately, the latest first.
    QStringList recent() const { return m_recent; }

    /// The text without mnemonic, for lists.
    static QString plainText(const QString &text);

Q_SIGNALS:
    void added(const QString &id);
    void shortcutsChanged(const QString &id);

private:
    struct Entry;
    void apply(Entry &entry);
    void store();
    void noteUse(const QString &id);

    const Theme &m_theme;
    StateFile &m_state;
    QWidget *m_host = nullptr;
    QWidget *m_documents = nullptr;
    QHash<QString, Entry *> m_entries;
    QStringList m_order;
    QStringList m_recent;
};

} // namespace signalbox::ui
