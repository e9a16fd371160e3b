// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/secret_editor.h"

#include "api/secret_calls.h"
#include "ui/models/secret_words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QLineEdit>
#include <QPushButton>

namespace signalbox::ui {

SecretEditor::SecretEditor(const Theme &theme, client::Client &client, const QString &name, QStringList taken, QWidget *parent)
    : FormDialog(theme, name.isEmpty() ? tr("New secret") : tr("New value of %1").arg(name), tr("Store"), parent)
    , m_client(&client)
    , m_taken(std::move(taken))
    , m_isNew(name.isEmpty())
    , m_name(new QLineEdit(name))
    , m_value(new QLineEdit)
{
    m_name->setMaxLength(128);
    m_name->setEnabled(m_isNew);
    m_name->setPlaceholderText(QStringLiteral("shopToken"));
    m_value->setEchoMode(QLineEdit::Password);
    m_value->setPlaceholderText(tr("Paste the value"));
    m_value->setLayoutDirection(Qt::LeftToRight);
    addField(tr("&Name"), m_name);
    addField(tr("&Value"), m_value);
    addHint(m_isNew ? tr("The value is sealed by the backend; nobody can read it back. Flows hold the name only.") : tr("Whatever names the secret has the new value from its next call on."));
    for (auto *line : {m_name, m_value}) {
        connect(line, &QLineEdit::textChanged, this, &SecretEditor::refresh);
    }
    connect(acceptButton(), &QPushButton::clicked, this, [this] {
        m_isBusy = true;
        banner().hide();
        refresh();
        m_scope.start([this, name = m_name->text().trimmed().toStdString(), value = m_value->text().toStdString()](std::stop_token stop) { return carryOut(this, m_client, name, value, stop); });
    });
    connect(this, &QDialog::finished, this, [this] { m_scope.renew(); });
    refresh();
    (m_isNew ? m_name : m_value)->setFocus();
}

SecretEditor::~SecretEditor()
{
    endTasks();
}

QString SecretEditor::nameProblem() const
{
    const QString name = m_name->text().trimmed();
    if (const QString problem = models::secretNameProblem(name); !problem.isEmpty()) {
        return problem;
    }
    return m_isNew && m_taken.contains(name) ? tr("There is a secret of that name already. Replace its value instead.") : QString();
}

void SecretEditor::refresh()
{
    const QString problem = nameProblem();
    mark(m_name, m_name->text().isEmpty() ? QString() : problem);
    m_name->setEnabled(m_isNew && !m_isBusy);
    m_value->setEnabled(!m_isBusy);
    acceptButton()->setEnabled(!m_isBusy && problem.isEmpty() && !m_value->text().isEmpty());
    acceptButton()->setToolTip(problem);
}

Task<void> SecretEditor::carryOut(SecretEditor *self, client::Client *client, std::string name, std::string value, std::stop_token stop)
{
    // Somebody may have made one of that name since; one that is there is never replaced by a new one.
    if (self->m_isNew) {
        const api::Nothing nothing;
        auto list = co_await client->call<api::SecretsList>(nothing, stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (list && std::ranges::find(list->secrets, name, &api::SecretView::name) != list->secrets.end()) {
            self->m_taken << QString::fromStdString(name);
            self->m_isBusy = false;
            self->refresh();
            self->banner().say(Banner::Kind::Danger, self->nameProblem());
            co_return;
        }
    }
    api::SecretSetParams params{name, std::move(value)};
    auto done = co_await client->call<api::SecretsSet>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    self->m_isBusy = false;
    self->refresh();
    if (!done) {
        self->banner().say(Banner::Kind::Danger, words::sentence(done.error()));
        co_return;
    }
    self->m_value->clear();
    Q_EMIT self->stored(QString::fromStdString(name));
    self->accept();
}

} // namespace signalbox::ui
