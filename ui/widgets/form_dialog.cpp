// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/form_dialog.h"

#include "ui/theme/style.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>

namespace signalbox::ui {

namespace {

constexpr int kLeastWidth = 400;

} // namespace

FormDialog::FormDialog(const Theme &theme, const QString &title, const QString &accept, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_banner(new Banner(theme))
    , m_form(new QFormLayout)
    , m_hints(new QVBoxLayout)
    , m_accept(new QPushButton(accept))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    auto *heading = new TextLabel(theme, title, TextStyle::Heading);
    heading->setWordWrap(true);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setSpacing(space::kM);
    m_form->setVerticalSpacing(space::kS);
    m_form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    m_hints->setSpacing(space::kM);
    m_accept->setDefault(true);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_accept, QDialogButtonBox::ActionRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(space::kXxl, space::kXl, space::kXxl, space::kXl);
    inside->setSpacing(space::kM);
    inside->addWidget(heading);
    inside->addSpacing(space::kS);
    inside->addLayout(m_form);
    inside->addLayout(m_hints);
    inside->addStretch();
    inside->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(inside, 1);
    setMinimumWidth(kLeastWidth);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void FormDialog::addField(const QString &name, QWidget *field)
{
    field->setAccessibleName(QString(name).remove(u'&'));
    m_form->addRow(name, field);
}

TextLabel *FormDialog::addHint(const QString &text)
{
    auto *hint = new TextLabel(m_theme, text, TextStyle::Small, Role::TextMuted);
    hint->setWordWrap(true);
    m_hints->addWidget(hint);
    return hint;
}

void FormDialog::mark(QWidget *field, const QString &problem)
{
    field->setProperty("signalboxWrong", !problem.isEmpty());
    field->setToolTip(problem);
    field->setAccessibleDescription(problem);
    field->update();
}

void FormDialog::endTasks()
{
    QCoreApplication::removePostedEvents(this, QEvent::DeferredDelete);
}

} // namespace signalbox::ui
