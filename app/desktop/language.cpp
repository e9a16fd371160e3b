// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>

// Outside every namespace, as the macro wants it.
static void initTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace signalbox::desktop {

namespace {

const QString kFolder = QStringLiteral(":/translations");
const QString kName = QStringLiteral("signalbox");
const QString kSeparator = QStringLiteral("_");

} // namespace

Language::Language(const QString &choice)
{
    initTranslations();
    const bool isChosen = !choice.isEmpty() && choice != QLatin1String("system");
    const QLocale wanted = isChosen ? QLocale(choice) : QLocale::system();
    if (isChosen && QLocale().language() != wanted.language()) {
        m_before = QLocale();
        QLocale::setDefault(wanted);
    }
    if (m_plurals.load(QLocale(QLocale::English), kName, kSeparator, kFolder)) {
        QCoreApplication::installTranslator(&m_plurals);
    }
    if (!m_own.load(wanted, kName, kSeparator, kFolder)) {
        return;
    }
    QCoreApplication::installTranslator(&m_own);
    if (m_base.load(QLocale(m_own.language()), QStringLiteral("qtbase"), kSeparator, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(&m_base);
    }
}

Language::~Language()
{
    if (m_before) {
        QLocale::setDefault(*m_before);
    }
}

QString Language::code() const
{
    return m_own.isEmpty() ? QStringLiteral("en") : m_own.language();
}

} // namespace signalbox::desktop
