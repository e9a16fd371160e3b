// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/link_dialog.h"

#include "api/secret_source_calls.h"
#include "ui/models/secret_words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

namespace signalbox::ui {

using runs::fromUtf8;

LinkDialog::LinkDialog(const Theme &theme, client::Client &client, api::SecretView start, QStringList taken, const QStringList &vaults, QWidget *parent)
    : FormDialog(theme, start.name.empty() ? tr("Secret of a vault") : tr("Where %1 is read").arg(fromUtf8(start.name)), start.name.empty() ? tr("Add") : tr("Store"), parent)
    , m_client(&client)
    , m_taken(std::move(taken))
    , m_isNew(start.name.empty())
    , m_name(new QLineEdit(fromUtf8(start.name)))
    , m_vault(new QComboBox)
    , m_path(new QLineEdit(fromUtf8(start.path)))
    , m_field(new QLineEdit(fromUtf8(start.field)))
    , m_version(new QLineEdit(fromUtf8(start.version)))
{
    m_name->setMaxLength(128);
    m_name->setEnabled(m_isNew);
    m_name->setPlaceholderText(QStringLiteral("shopToken"));
    m_vault->addItems(vaults);
    if (const QString source = fromUtf8(start.source); !source.isEmpty() && !vaults.contains(source)) {
        m_vault->addItem(source); // it is not known yet, or no more: nobody chose another one
    }
    m_vault->setCurrentIndex(std::max(0, m_vault->findText(fromUtf8(start.source))));
    m_path->setPlaceholderText(QStringLiteral("shop/api"));
    m_field->setPlaceholderText(tr("The only one"));
    m_version->setPlaceholderText(tr("The current one"));
    for (auto *line : {m_path, m_field, m_version}) {
        line->setLayoutDirection(Qt::LeftToRight);
        connect(line, &QLineEdit::textChanged, this, &LinkDialog::refresh);
    }
    addField(tr("&Name"), m_name);
    addField(tr("V&ault"), m_vault);
    addField(tr("&Path there"), m_path);
    addField(tr("&Field of it"), m_field);
    addField(tr("V&ersion"), m_version);
    addHint(tr("The value is read there when it is needed and kept for a minute; it is never stored here."));
    connect(m_name, &QLineEdit::textChanged, this, &LinkDialog::refresh);
    connect(acceptButton(), &QPushButton::clicked, this, [this] { begin(false); });
    connect(&banner(), &Banner::chosen, this, [this] { begin(true); });
    connect(this, &QDialog::finished, this, [this] { m_scope.renew(); });
    refresh();
    (m_isNew ? m_name : m_path)->setFocus();
}

LinkDialog::~LinkDialog()
{
    endTasks();
}

QString LinkDialog::nameProblem() const
{
    const QString name = m_name->text().trimmed();
    if (const QString problem = models::secretNameProblem(name); !problem.isEmpty()) {
        return problem;
    }
    return m_isNew && m_taken.contains(name) ? tr("There is a secret of that name already.") : QString();
}

void LinkDialog::refresh()
{
    const QString problem = nameProblem();
    mark(m_name, m_name->text().isEmpty() ? QString() : problem);
    for (auto *field : std::initializer_list<QWidget *>{m_vault, m_path, m_field, m_version}) {
        field->setEnabled(!m_isBusy);
    }
    m_name->setEnabled(m_isNew && !m_isBusy);
    const bool hasPath = !m_path->text().trimmed().isEmpty();
    acceptButton()->setEnabled(!m_isBusy && problem.isEmpty() && hasPath && m_vault->count() > 0);
    acceptButton()->setToolTip(!problem.isEmpty() ? problem : hasPath ? QString() : tr("Where is it in the vault?"));
}

void LinkDialog::begin(bool isChecked)
{
    api::SecretView link;
    link.name = m_name->text().trimmed().toStdString();
    link.source = m_vault->currentText().toStdString();
    link.path = m_path->text().trimmed().toStdString();
    link.field = m_field->text().trimmed().toStdString();
    link.version = m_version->text().trimmed().toStdString();
    banner().hide();
    m_isBusy = true;
    refresh();
    m_scope.start([this, link, isChecked](std::stop_token stop) { return carryOut(this, m_client, link, isChecked, stop); });
}

Task<void> LinkDialog::carryOut(LinkDialog *self, client::Client *client, api::SecretView link, bool isChecked, std::stop_token stop)
{
    if (!isChecked) {
        api::SourceTestParams asked{link.source, link.path, link.field, link.version};
        auto there = co_await client->call<api::SourcesTest>(std::move(asked), stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!there) {
            self->m_isBusy = false;
            self->refresh();
            self->banner().say(Banner::Kind::Warning, words::sentence(there.error()), {tr("Store it all the same")});
            co_return;
        }
    }
    api::SecretLinkParams params{link.name, link.source, link.path, link.field, link.version};
    auto done = co_await client->call<api::SecretsLink>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    self->m_isBusy = false;
    self->refresh();
    if (!done) {
        self->banner().say(Banner::Kind::Danger, words::sentence(done.error()));
        co_return;
    }
    Q_EMIT self->stored(fromUtf8(link.name));
    self->accept();
}

} // namespace signalbox::ui
