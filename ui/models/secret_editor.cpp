// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/secret_editor.h"

#include "api/secret_calls.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

namespace signalbox::ui {

SecretEditor::SecretEditor(const Theme &theme, client::Client &client, const QString &name, QStringList taken, QWidget *parent)
    : QDialog(parent)
    , m_client(&client)
    , m_taken(std::move(taken))
    , m_isNew(name.isEmpty())
    , m_banner(new Banner(theme))
    , m_name(new QLineEdit(name))
    , m_value(new QLineEdit)
    , m_store(new QPushButton(tr("Store")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(m_isNew ? tr("New secret") : tr("New value of %1").arg(name));
    auto *title = new TextLabel(theme, windowTitle(), TextStyle::Heading);
    title->setWordWrap(true);
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(128);
    m_name->setEnabled(m_isNew);
    m_name->setPlaceholderText(QStringLiteral("shopToken"));
    m_value->setAccessibleName(tr("Value"));
    m_value->setEchoMode(QLineEdit::Password);
    m_value->setPlaceholderText(tr("Paste the value"));
    m_value->setLayoutDirection(Qt::LeftToRight);
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(space::kM);
    form->setVerticalSpacing(space::kS);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Value"), m_value);
    auto *hint = new TextLabel(theme, m_isNew ? tr("The value is sealed by the backend; nobody can read it back. Flows hold the name only.")
                                              : tr("Whatever names the secret has the new value from its next call on."),
                               TextStyle::Small, Role::TextMuted);
    hint->setWordWrap(true);
    m_store->setDefault(true);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_store, QDialogButtonBox::ActionRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(space::kXxl, space::kXl, space::kXxl, space::kXl);
    inside->setSpacing(space::kM);
    inside->addWidget(title);
    inside->addSpacing(space::kS);
    inside->addLayout(form);
    inside->addWidget(hint);
    inside->addStretch();
    inside->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(inside, 1);
    setMinimumWidth(400);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (auto *line : {m_name, m_value}) {
        connect(line, &QLineEdit::textChanged, this, &SecretEditor::refresh);
    }
    connect(m_store, &QPushButton::clicked, this, [this] {
        m_isBusy = true;
        m_banner->hide();
        refresh();
        m_scope.start([this, name = m_name->text().trimmed().toStdString(), value = m_value->text().toStdString()](std::stop_token stop) { return carryOut(this, m_client, name, value, stop); });
    });
    connect(this, &QDialog::finished, this, [this] { m_scope.renew(); });
    refresh();
    (m_isNew ? m_name : m_value)->setFocus();
}

SecretEditor::~SecretEditor()
{
    // The scope waits in an event loop for what is under way, and a deletion that was asked for must not come again in it.
    QCoreApplication::removePostedEvents(this, QEvent::DeferredDelete);
}

QString SecretEditor::nameProblem() const
{
    static const QRegularExpression kFine(QStringLiteral("^[A-Za-z_][A-Za-z0-9_.-]{0,127}$"));
    const QString name = m_name->text().trimmed();
    if (!kFine.match(name).hasMatch()) {
        return tr("A name begins with a letter and consists of letters, digits, “_”, “-” and “.”.");
    }
    return m_isNew && m_taken.contains(name) ? tr("There is a secret of that name already. Replace its value instead.") : QString();
}

void SecretEditor::refresh()
{
    const QString problem = nameProblem();
    const QString shown = m_name->text().isEmpty() ? QString() : problem;
    m_name->setProperty("signalboxWrong", !shown.isEmpty());
    m_name->setToolTip(shown);
    m_name->setAccessibleDescription(shown);
    m_name->update();
    m_name->setEnabled(m_isNew && !m_isBusy);
    m_value->setEnabled(!m_isBusy);
    m_store->setEnabled(!m_isBusy && problem.isEmpty() && !m_value->text().isEmpty());
    m_store->setToolTip(problem);
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
            self->m_banner->say(Banner::Kind::Danger, self->nameProblem());
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
        self->m_banner->say(Banner::Kind::Danger, words::sentence(done.error()));
        co_return;
    }
    self->m_value->clear();
    Q_EMIT self->stored(QString::fromStdString(name));
    self->accept();
}

} // namespace signalbox::ui
