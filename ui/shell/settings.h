// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of the window: each declared once with its page, its words and its default; the dialog is made from
// the declarations.
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QVariant>

namespace signalbox::ui {

class StateFile;

struct SettingSpec
{
    enum class Kind { Switch, Choice, Number, Text };
    struct Option
    {
        QString value;
        QString text;
    };
    QString id;          ///< "appearance.scheme"
    QString page;        ///< "Appearance"
    QString title;
    QString description; ///< one sentence
    Kind kind = Kind::Switch;
    QVariant standard;   ///< bool, QString (an option's value), int or QString
    QList<Option> options = {};
    int least = 0;
    int most = 100;
    int step = 1;
    QString suffix = {}; ///< " %"
};

/// Thread: the GUI thread. Values of settings that nobody has declared yet are kept as they are.
class Settings : public QObject
{
    Q_OBJECT
public:
    explicit Settings(StateFile &file, QObject *parent = nullptr);

    /// The second declaration of an id is ignored.
    void declare(SettingSpec spec);
    const QList<SettingSpec> &specs() const { return m_specs; }
    const SettingSpec *find(const QString &id) const;

    /// The default where nothing else, or something of the wrong kind, is set.
    QVariant value(const QString &id) const;
    bool isOn(const QString &id) const { return value(id).toBool(); }
    QString text(const QString &id) const { return value(id).toString(); }
    int number(const QString &id) const { return value(id).toInt(); }
    /// A value that the declaration does not allow is ignored. The default is not stored.
    void set(const QString &id, const QVariant &value);
    void reset(const QString &id);
    bool isDefault(const QString &id) const;

Q_SIGNALS:
    void changed(const QString &id);
    void declared(const QString &id);

private:
    StateFile &m_file;
    QList<SettingSpec> m_specs;
    QHash<QString, qsizetype> m_byId;
};

} // namespace signalbox::ui
