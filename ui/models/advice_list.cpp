// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/advice_list.h"

#include "ui/widgets/money_text.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QLocale>

#include <cmath>

namespace signalbox::ui {

using runs::fromUtf8;
using runs::moneyText;

namespace {

QString percentText(double share)
{
    return AdviceList::tr("%1 %").arg(QLocale().toString(int(std::lround(share * 100))));
}

QString savesText(const api::AdviceView &advice)
{
    return AdviceList::tr("Up to %1 of %2", "saved, spent").arg(moneyText(advice.savesMicros, advice.currency), moneyText(advice.spentMicros, advice.currency));
}

QString whereText(const api::AdviceView &advice)
{
    return AdviceList::tr("%1 · %2", "provider, model").arg(fromUtf8(advice.provider), fromUtf8(advice.model));
}

} // namespace

QString adviceText(const api::AdviceView &advice)
{
    switch (advice.kind) {
    case api::AdviceKind::CheaperModel: return AdviceList::tr("Ask %1 where its answers are good enough.").arg(fromUtf8(advice.instead));
    case api::AdviceKind::PromptCache:
        return AdviceList::tr("Put what is the same in every prompt first: only %1 of the input was found in the provider’s cache.").arg(percentText(advice.share));
    case api::AdviceKind::FailedCalls: return AdviceList::tr("See why %n call(s) failed: %1 of the money went to them.", nullptr, int(advice.calls)).arg(percentText(advice.share));
    case api::AdviceKind::Reasoning: return AdviceList::tr("Let it think less: %1 of the output was thought.").arg(percentText(advice.share));
    }
    return {};
}

AdviceList::AdviceList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
{
    setAccessibleName(tr("Ways to spend less"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::kM);
    m_column->addWidget(new TextLabel(theme, tr("Ways to spend less"), TextStyle::Heading));
    hide();
}

void AdviceList::set(std::vector<api::AdviceView> advice)
{
    m_advice = std::move(advice);
    for (auto *row : std::exchange(m_rows, {})) {
        delete row;
    }
    for (const auto &one : m_advice) {
        auto *row = new QWidget;
        auto *lines = new QVBoxLayout(row);
        lines->setContentsMargins(0, 0, 0, 0);
        lines->setSpacing(space::kXs);
        auto *what = new TextLabel(m_theme, adviceText(one));
        what->setWordWrap(true);
        auto *how = new TextLabel(m_theme, tr("%1 (%2)", "saved of spent, provider and model").arg(savesText(one), whereText(one)), TextStyle::Small, Role::TextMuted);
        how->setWordWrap(true);
        lines->addWidget(what);
        lines->addWidget(how);
        m_column->addWidget(row);
        m_rows.push_back(row);
    }
    setAccessibleDescription(summary());
    setVisible(!m_advice.empty());
}

QString AdviceList::summary() const
{
    QStringList lines;
    for (const auto &one : m_advice) {
        lines.append(tr("%1 %2: %3", "saved of spent, provider and model, what to do").arg(savesText(one), whereText(one), adviceText(one)));
    }
    return lines.join(u'\n');
}

} // namespace signalbox::ui
