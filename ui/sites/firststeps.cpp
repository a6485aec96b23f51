// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sites/firststeps.h"

#include "core/questions/collectorcontrol.h"
#include "core/questions/sitequestions.h"
#include "core/settings/settings.h"
#include "core/types/hosttext.h"
#include "core/types/newsite.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/sites/snippetcard.h"
#include "ui/sites/verifycard.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/helptopic.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <array>

namespace {

constexpr int kQuestionWidth = 560;
constexpr int kSnippetWidth = 720;
constexpr int kFieldHeight = 44;

QFont headlineFont()
{
    constexpr int kPixels = 24;
    QFont font = Type::strong();
    font.setPixelSize(TextScale::scaled(kPixels));
    return font;
}

QLabel *centredLabel(const QFont &font, QWidget *parent)
{
    auto *label = new PlainLabel(parent);
    label->setFont(font);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignHCenter);
    return label;
}

QPushButton *linkButton(const QString &text, const QString &objectName, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setProperty("flat", true);
    return button;
}

/// A hairline with "or" in its middle.
QWidget *orLine(const QString &text, QWidget *parent)
{
    auto *line = new QWidget(parent);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, Metrics::kGrid, 0, Metrics::kGrid);
    for (const bool isLeft : {true, false}) {
        auto *hair = new QFrame(line);
        hair->setFrameShape(QFrame::HLine);
        hair->setForegroundRole(QPalette::Mid);
        row->addWidget(hair, 1);
        if (isLeft) {
            auto *label = new PlainLabel(text, line);
            label->setFont(Type::small());
            setTone(label, Tone::Muted);
            row->addWidget(label);
        }
    }
    return line;
}

/// Puts a block of fixed width on the middle axis; a low window scrolls.
QWidget *onTheMiddle(QWidget *block, int width, QWidget *parent)
{
    block->setMaximumWidth(width);
    auto *page = new QWidget(parent);
    auto *row = new QHBoxLayout(page);
    row->setContentsMargins(3 * Metrics::kGrid, 2 * Metrics::kGrid, 3 * Metrics::kGrid, 2 * Metrics::kGrid);
    row->addStretch(1);
    row->addWidget(block, 100, Qt::AlignVCenter);
    row->addStretch(1);
    auto *scroll = new QScrollArea(parent);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(page);
    for (QWidget *surface : {static_cast<QWidget *>(scroll), scroll->viewport(), page})
        surface->setAutoFillBackground(false);
    return scroll;
}

} // namespace

/// "1 Website — 2 Snippet — 3 First hit": where the user is.
class FirstSteps::StepLine final : public QWidget
{
public:
    explicit StepLine(QWidget *parent) :
        QWidget(parent),
        m_names {FirstSteps::tr("Website"), FirstSteps::tr("Snippet"), FirstSteps::tr("First hit")}
    {
        setScaledSize(this, 0, kHeight);
        setCurrent(0);
    }

    void setCurrent(int step)
    {
        m_current = step;
        setAccessibleName(LineText::fill(FirstSteps::tr("Step %1 of 3: %2"), QString::number(step + 1),
                                         m_names.at(static_cast<std::size_t>(step))));
        update();
    }
    QSize sizeHint() const override { return {width(0) + 2 * kGap, height()}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        int total = 2 * kGap;
        for (int step = 0; step < 3; ++step)
            total += width(step);
        int x = (QWidget::width() - total) / 2;
        for (int step = 0; step < 3; ++step) {
            const int left = isRightToLeft() ? QWidget::width() - x - width(step) : x;
            paintStep(painter, theme, step, left);
            x += width(step);
            if (step < 2) {
                painter.setPen(theme.control);
                const int from = isRightToLeft() ? QWidget::width() - x - kGap : x;
                painter.drawLine(from + 12, height() / 2, from + kGap - 12, height() / 2);
            }
            x += kGap;
        }
    }

private:
    static constexpr int kGap = 56;
    static constexpr int kHeight = 28; ///< at full size of texts
    static int dotSize() { return TextScale::scaled(20); }

    QFont font(int step) const { return step == m_current ? Type::strong() : Type::body(); }
    int width(int step) const
    {
        return dotSize() + Metrics::kGrid
            + QFontMetrics(font(step)).horizontalAdvance(m_names.at(static_cast<std::size_t>(step)));
    }
    void paintStep(QPainter &painter, const Theme &theme, int step, int left) const
    {
        const bool isNow = step == m_current;
        const int dotLeft = isRightToLeft() ? left + width(step) - dotSize() : left;
        const QRectF dot(dotLeft, (height() - dotSize()) / 2.0, dotSize(), dotSize());
        painter.setPen(isNow ? Qt::NoPen : QPen(theme.control));
        painter.setBrush(isNow ? theme.accent : step < m_current ? theme.accentChip : theme.window);
        painter.drawEllipse(dot);
        if (step < m_current) {
            const int size = TextScale::scaled(12);
            painter.drawPixmap(dot.center() - QPointF(size, size) / 2,
                               iconPixmap(QStringLiteral("check"), theme.good, size, devicePixelRatioF()));
        } else {
            painter.setPen(isNow ? theme.onAccent : theme.muted);
            painter.setFont(Type::small());
            painter.drawText(dot, Qt::AlignCenter, locale().toString(step + 1));
        }
        painter.setFont(font(step));
        painter.setPen(isNow ? theme.text : theme.muted);
        const QRect words(isRightToLeft() ? left : left + dotSize() + Metrics::kGrid, 0,
                          width(step) - dotSize() - Metrics::kGrid, height());
        painter.drawText(words, Qt::AlignVCenter, m_names.at(static_cast<std::size_t>(step)));
    }

    std::array<QString, 3> m_names;
    int m_current = 0;
};

FirstSteps::FirstSteps(SignalBus &bus, const AllQuestions &questions, Settings &settings, const Clock &clock,
                       QWidget *parent) :
    LandBackdrop(parent),
    m_sites(questions.sites),
    m_settings(settings),
    m_collector(questions.collector),
    m_steps(new QStackedWidget(this)),
    m_line(new StepLine(this))
{
    setObjectName(QStringLiteral("firstSteps"));
    HelpTopic::set(this, QStringLiteral("windows.md#the-first-minute"));
    m_verify = new VerifyCard(bus, questions.sites, questions.collector, clock, this);
    m_steps->addWidget(onTheMiddle(buildQuestion(), kQuestionWidth, m_steps));
    m_steps->addWidget(onTheMiddle(buildSnippet(), kSnippetWidth, m_steps));
    m_address = centredLabel(Type::small(), this);
    m_address->setObjectName(QStringLiteral("firstAddress"));
    setTone(m_address, Tone::Muted);
    auto *network = linkButton(tr("Let the local network in…"), QStringLiteral("firstNetwork"), this);
    connect(network, &QPushButton::clicked, this, &FirstSteps::networkWanted);
    m_address->setAlignment(Qt::AlignCenter); // on one line with the words of the button
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(m_address);
    foot->addWidget(network);
    foot->addStretch(1);
    m_address->setWordWrap(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 2 * Metrics::kGrid, 0, Metrics::kGrid);
    column->addWidget(m_line);
    column->addWidget(m_steps, 1);
    column->addLayout(foot);
    connect(m_domain, &QLineEdit::textChanged, this, &FirstSteps::read);
    connect(m_domain, &QLineEdit::returnPressed, this, &FirstSteps::create);
    connect(m_continue, &QPushButton::clicked, this, &FirstSteps::create);
    connect(m_change, &QPushButton::clicked, this, [this] {
        if (const Result<Site> site = draft())
            Q_EMIT changeWanted(*site);
    });
    connect(m_verify, &VerifyCard::works, this, [this](const Hit &hit) {
        // These steps are gone at once; what they waited for is said where the user goes on.
        const QString host = readableHost(hit.hostname());
        const QString page = hit.path();
        Q_EMIT messagePosted(host.isEmpty()
                                 ? LineText::fill(tr("It works: first hit from %1"), LineText::path(page))
                                 : LineText::fill(tr("It works: first hit from %1, %2"), LineText::host(host),
                                                  LineText::path(page)));
        Q_EMIT finished();
    });
    connect(&bus, &SignalBus::collectorStateChanged, this, &FirstSteps::showCollector);
    m_verify->setReducedMotion(settings.reducedMotion());
    connect(&settings, &Settings::reducedMotionChanged, m_verify, &VerifyCard::setReducedMotion);
    showCollector();
    read();
}

QWidget *FirstSteps::buildQuestion()
{
    auto *block = new QWidget(m_steps);
    auto *headline = centredLabel(headlineFont(), block);
    headline->setObjectName(QStringLiteral("firstHeadline"));
    headline->setText(tr("Which website shall Clickscope watch?"));
    auto *promise = centredLabel(Type::body(), block);
    promise->setText(tr("Everything stays on this computer. No account, no cloud."));
    setTone(promise, Tone::Muted);
    m_domain = new QLineEdit(block);
    m_domain->setObjectName(QStringLiteral("firstDomain"));
    m_domain->setAccessibleName(headline->text());
    m_domain->setPlaceholderText(QStringLiteral("shop.example"));
    setScaledSize(m_domain, 0, kFieldHeight);
    QFont large = Type::body();
    large.setPixelSize(TextScale::scaled(16));
    m_domain->setFont(large);
    m_continue = new QPushButton(tr("Continue"), block);
    m_continue->setObjectName(QStringLiteral("firstContinue"));
    setScaledSize(m_continue, 0, kFieldHeight);
    makePrimary(m_continue);
    auto *field = new QHBoxLayout;
    field->setSpacing(Metrics::kGrid);
    field->addWidget(m_domain, 1);
    field->addWidget(m_continue);
    m_follows = new PlainLabel(block);
    m_follows->setObjectName(QStringLiteral("firstFollows"));
    m_follows->setFont(Type::small());
    m_follows->setWordWrap(true);
    m_change = linkButton(tr("Change…"), QStringLiteral("firstChange"), block);
    auto *follows = new QHBoxLayout;
    follows->addWidget(m_follows, 1);
    follows->addWidget(m_change);
    m_lookAround = new QPushButton(block);
    m_lookAround->setObjectName(QStringLiteral("firstLookAround"));
    setScaledSize(m_lookAround, 0, kFieldHeight);
    connect(m_lookAround, &QPushButton::clicked, this, &FirstSteps::lookAroundWanted);
    m_lookAroundNote = centredLabel(Type::small(), block);
    m_lookAroundNote->setObjectName(QStringLiteral("firstLookAroundNote"));
    setLookingAround(false);
    auto *column = new QVBoxLayout(block);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kGrid);
    column->addWidget(headline);
    column->addWidget(promise);
    column->addSpacing(Metrics::kGrid);
    column->addLayout(field);
    column->addLayout(follows);
    column->addWidget(orLine(tr("or"), block));
    column->addWidget(m_lookAround);
    column->addWidget(m_lookAroundNote);
    return block;
}

QWidget *FirstSteps::buildSnippet()
{
    auto *block = new QWidget(m_steps);
    m_headline = centredLabel(headlineFont(), block);
    m_headline->setObjectName(QStringLiteral("firstSnippetHeadline"));
    m_snippet = new SnippetCard(block);
    m_verify->setParent(block);
    auto *stays = new PlainLabel(tr("The snippet stays in File → Edit this site."), block);
    stays->setFont(Type::small());
    stays->setWordWrap(true);
    setTone(stays, Tone::Muted);
    auto *goOn = new QPushButton(tr("Go on to Live"), block);
    goOn->setObjectName(QStringLiteral("firstGoOn"));
    connect(goOn, &QPushButton::clicked, this, &FirstSteps::finished);
    auto *foot = new QHBoxLayout;
    foot->addWidget(stays, 1);
    foot->addWidget(goOn);
    auto *column = new QVBoxLayout(block);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2 * Metrics::kGrid);
    column->addWidget(m_headline);
    column->addWidget(m_snippet);
    column->addWidget(m_verify);
    column->addLayout(foot);
    return block;
}

Result<Site> FirstSteps::draft() const
{
    return siteNamedBy(m_domain->text(), m_sites.sites(), m_settings.newSite());
}

void FirstSteps::read()
{
    const Result<Site> site = draft();
    m_change->setVisible(static_cast<bool>(site));
    setTone(m_follows, Tone::Muted);
    m_follows->setText(
        site ? LineText::fill(tr("Name %1, key %2, days of %3"), site->name, site->id, site->timezone)
             : tr("A domain, an address, or localhost."));
}

void FirstSteps::create()
{
    const Result<Site> site = draft();
    const auto complain = [this](const QString &problem) {
        setTone(m_follows, Tone::Bad);
        m_follows->setText(problem);
        m_domain->setFocus();
    };
    if (!site)
        return complain(site.error().message);
    m_continue->setEnabled(false);
    m_asking = m_sites.createSite(*site, this, [this, complain, site = *site](const Result<void> &made) {
        m_continue->setEnabled(true);
        if (!made)
            return complain(made.error().message);
        showSnippet(site);
        Q_EMIT created(site.id);
    });
}

void FirstSteps::showSnippet(const Site &site)
{
    m_made = site;
    m_headline->setText(LineText::fill(tr("Put this into the pages of %1"), site.displayName()));
    m_line->setCurrent(1);
    m_steps->setCurrentIndex(1);
    m_verify->setSite(site);
    m_verify->start();
    showCollector();
}

void FirstSteps::reset()
{
    m_made.reset();
    m_verify->stop();
    m_domain->clear();
    m_line->setCurrent(0);
    m_steps->setCurrentIndex(0);
}

void FirstSteps::setLookingAround(bool isStarting, const QString &error)
{
    m_lookAround->setEnabled(!isStarting);
    m_lookAround->setText(isStarting ? tr("Preparing simulated traffic…")
                                     : tr("Look around with simulated traffic"));
    setTone(m_lookAroundNote, error.isEmpty() ? Tone::Muted : Tone::Bad);
    m_lookAroundNote->setText(
        error.isEmpty()
            ? tr("90 days of two sites, with goals, links and bots. Kept apart; one click leaves.")
            : error);
}

void FirstSteps::showCollector()
{
    const CollectorState state = m_collector.collectorState();
    m_address->setText(state.phase == CollectorState::Phase::Listening
                           ? LineText::fill(tr("The collector listens at %1"), state.url)
                           : tr("The collector does not listen."));
    if (m_made)
        m_snippet->setSite(*m_made, state.url);
}

void FirstSteps::showEvent(QShowEvent *event)
{
    LandBackdrop::showEvent(event);
    if (!m_made)
        m_domain->setFocus();
}
