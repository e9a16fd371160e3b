// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/money_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace signalbox::ui::runs {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Models)
};

} // namespace

QString amountText(std::int64_t micros)
{
    const QLocale locale;
    QString text = locale.toString(double(micros) / 1e6, 'f', 6);
    const QString point = locale.decimalPoint();
    const auto whole = text.indexOf(point);
    while (whole >= 0 && text.endsWith(u'0') && text.size() - whole - point.size() > 2) {
        text.chop(1);
    }
    return text;
}

QString moneyText(std::optional<std::int64_t> micros, const std::string &currency)
{
    return micros ? Words::tr("%1 %2", "amount, currency").arg(amountText(*micros), QString::fromStdString(currency).toUpper()) : Words::tr("unknown");
}

QString moneyText(const std::vector<api::UsageCost> &sums)
{
    QStringList parts;
    for (const auto &sum : sums) {
        parts << moneyText(sum.micros, sum.currency);
    }
    return parts.join(QStringLiteral(" + "));
}

} // namespace signalbox::ui::runs
