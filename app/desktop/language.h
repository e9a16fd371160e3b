// SPDX-License-Identifier: GPL-3.0-or-later
// The language of the window: its own texts, those of Qt and what the core says (ui/words), chosen once as it starts.
#pragma once

#include <QLocale>
#include <QString>
#include <QTranslator>

#include <optional>

namespace signalbox::desktop {

/// Installs the translations for its lifetime. Windows that exist do not change, so it comes before the first one.
/// Thread: the GUI thread.
class Language
{
public:
    /// `choice` is "de", "en", or "system" (or empty) for the first of the system's languages that there is; English where
    /// there is none of them. A language that is chosen and is not the system's also sets how numbers and times are written.
    explicit Language(const QString &choice);
    ~Language();
    Q_DISABLE_COPY_MOVE(Language)

    /// What the window speaks: "de".
    QString code() const;

private:
    QTranslator m_plurals; ///< English, whose sources need their singulars
    QTranslator m_own;
    QTranslator m_base;
    std::optional<QLocale> m_before;
};

} // namespace signalbox::desktop
