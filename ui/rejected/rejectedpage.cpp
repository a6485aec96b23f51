// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/rejected/rejectedpage.h"

#include "core/bus/signalbus.h"
#include "core/documents/csvwriter.h"
#include "core/types/rejectreason.h"
#include "core/types/senderhost.h"
#include "ui/look/theme.h"
#include "ui/rejected/rejectionbars.h"
#include "ui/text/format.h"
#include "ui/text/hittext.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/helptopic.h"
#include "ui/widgets/rowtable.h"
#include "ui/widgets/statepanel.h"
#include "ui/widgets/textdelegate.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>
#include <utility>

namespace {

constexpr int kMaxCopiedRows = 10'000;
constexpr qsizetype kLongest = 400; ///< characters below the table; the tooltip of the cell has more
/// Of the page, in pixels. In a lower one the rows need the room of the heading, which the sidebar repeats.
constexpr int kRoomForHead = 640; ///< pixels of height, at full size of texts
constexpr int kRoomForExcerpt = 320;
constexpr int kBarsMs = 500; ///< a flood of rejections does not redraw them more often

QLabel *makeLabel(const QFont &font, bool muted, QWidget *parent)
{
    auto *label = new PlainLabel(parent);
    label->setFont(font);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (muted)
        label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

RejectedPage::RejectedPage(SignalBus &bus, RejectionQuestions &source, SiteQuestions &sites,
                           const Clock &clock, QWidget *parent) :
    QWidget(parent),
    m_sites(sites),
    m_model(bus, source, clock),
    m_columns(m_model),
    m_noSite(new Chip(QString(), this)),
    m_chipRow(new FlowLayout(6)),
    m_chipArea(new QScrollArea(this)),
    m_bars(new RejectionBars(this)),
    m_table(new RowTable(this)),
    m_state(new StatePanel(m_table, this)),
    m_head(new PlainLabel(tr("Rejected"), this)),
    m_title(makeLabel(Type::strong(), false, this)),
    m_detail(makeLabel(Type::body(), false, this)),
    m_remedy(makeLabel(Type::body(), true, this)),
    m_excerpt(makeLabel(Type::small(), true, this)),
    m_create(new QPushButton(tr("Create a site for this key"), this)),
    m_allow(new QPushButton(this)),
    m_clock(clock)
{
    setObjectName(QStringLiteral("rejectedPage"));
    HelpTopic::set(this, QStringLiteral("windows.md#rejected"));
    buildLayout();
    m_model.setTimeZone(QTimeZone::systemTimeZone());
    connect(&m_model, &RejectionModel::countsChanged, this, &RejectedPage::updateChips);
    connect(&m_model, &RejectionModel::stateChanged, this, &RejectedPage::updateState);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) {
                if (m_columns.add(first, last))
                    layOutColumns();
                updateState();
            });
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] { m_columns.clear(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        updateDetail();
        layout()->activate(); // the text below takes room from the table
        m_table->scrollTo(m_table->currentIndex());
    });
    connect(m_state, &StatePanel::retryRequested, &m_model, &RejectionModel::reload);
    connect(m_create, &QPushButton::clicked, this, &RejectedPage::createSite);
    connect(m_allow, &QPushButton::clicked, this, &RejectedPage::allowHost);
    m_barsDue.setSingleShot(true);
    m_barsDue.setInterval(kBarsMs);
    connect(&m_barsDue, &QTimer::timeout, this, &RejectedPage::updateBars);
    connect(&bus, &SignalBus::sitesChanged, this, &RejectedPage::followSites);
    followSites();
    m_model.reload();
}

void RejectedPage::buildLayout()
{
    using Model = RejectionModel;
    m_table->setObjectName(QStringLiteral("rejectionTable"));
    m_table->setAccessibleName(tr("Rejected hits"));
    m_table->setItemDelegate(new TextDelegate(
        {Model::Time, Model::Count}, {Model::Time, Model::Protocol, Model::Source, Model::Excerpt}, m_table));
    m_table->setModel(&m_model);
    layOutColumns();
    connect(m_table, &RowTable::visibleRowsChanged, this, [this](int, int last) {
        if (last >= m_model.rowCount() - 1 && m_model.canFetchMore({}))
            m_model.fetchMore({});
    });
    m_state->setObjectName(QStringLiteral("rejectedState"));
    m_create->setObjectName(QStringLiteral("createSiteForKey"));
    m_allow->setObjectName(QStringLiteral("allowHost"));
    makePrimary(m_create);
    makePrimary(m_allow);
    m_detail->setObjectName(QStringLiteral("rejectionDetail"));
    m_remedy->setObjectName(QStringLiteral("rejectionRemedy"));

    m_noSite->setObjectName(QStringLiteral("rejectedOfNoSite"));
    m_noSite->setToolTip(PlainText::toolTip(
        tr("What was sent without a site key, or with one that no site has. It stands under no site of the "
           "picker.")));
    connect(m_noSite, &Chip::clicked, &m_model, &RejectionModel::setOfNoSite);
    auto *chips = new QWidget(m_chipArea);
    chips->installEventFilter(this); // its chips come, go and grow
    chips->setLayout(m_chipRow);
    m_chipRow->setContentsMargins(0, 0, 0, 0);
    m_chipRow->addWidget(m_noSite);
    m_chipArea->setFrameShape(QFrame::NoFrame);
    m_chipArea->setWidgetResizable(true);
    m_chipArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_chipArea->setFocusPolicy(Qt::NoFocus); // the chips have the keyboard
    m_chipArea->setWidget(chips);

    QFont big = Type::strong();
    big.setPixelSize(TextScale::scaled(20));
    m_head->setFont(big);
    auto *pane = new QHBoxLayout;
    pane->setSpacing(3 * Metrics::kGrid);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    for (QWidget *part : {m_title, m_detail, m_remedy, m_excerpt})
        words->addWidget(part);
    pane->addLayout(words, 1);
    pane->addWidget(m_create, 0, Qt::AlignTop);
    pane->addWidget(m_allow, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(3 * Metrics::kGrid, 3 * Metrics::kGrid, 2 * Metrics::kGrid,
                               2 * Metrics::kGrid);
    column->setSpacing(2 * Metrics::kGrid);
    column->addWidget(m_head);
    column->addWidget(m_chipArea);
    column->addWidget(m_bars);
    column->addWidget(m_state, 1);
    column->addLayout(pane);
}

void RejectedPage::layOutColumns()
{
    m_table->setColumnLayout([this](int width) { return m_columns.widths(width); });
}

void RejectedPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    const bool isOfSize = event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange;
    if (!isOfSize || std::exchange(m_measuredAt, TextScale::percent()) == TextScale::percent())
        return;
    m_columns.clear();
    m_columns.add(0, m_model.rowCount() - 1);
    layOutColumns();
}

void RejectedPage::updateChips()
{
    const QMap<QString, qint64> &counts = m_model.reasonCounts();
    m_noSite->setText(
        LineText::joined({tr("Of no site"), Format::number(m_model.ofNoSite())}, QStringLiteral("  ")));
    m_noSite->setVisible(m_model.ofNoSite() > 0 || m_model.isOfNoSite());
    m_noSite->updateGeometry();
    for (auto chip = m_chips.cbegin(); chip != m_chips.cend(); ++chip) {
        chip.value()->setChecked(chip.key() == m_model.reason());
        chip.value()->setVisible(counts.contains(chip.key()));
    }
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        const QString reason = it.key();
        Chip *&chip = m_chips[reason];
        if (!chip) {
            chip = new Chip(QString(), this);
            chip->setObjectName(QStringLiteral("reason_") + reason);
            chip->setToolTip(PlainText::toolTip(remedy(reason)));
            connect(chip, &Chip::clicked, &m_model,
                    [this, reason](bool on) { m_model.setReason(on ? reason : QString()); });
            m_chipRow->addWidget(chip);
            chip->show();
        }
        chip->setText(
            LineText::joined({HitText::reason(reason), Format::number(it.value())}, QStringLiteral("  ")));
        chip->updateGeometry();
    }
}

void RejectedPage::setSite(const QString &site)
{
    m_model.setSite(site);
}

void RejectedPage::followSites()
{
    QSet<QString> known;
    const QList<Site> sites = m_sites.sites();
    for (const Site &site : sites)
        known.insert(site.id);
    m_model.setKnownSites(known);
    updateDetail();
}

void RejectedPage::updateState()
{
    updateChips();
    const bool isOfSite = !m_model.site().isEmpty() && !m_model.isOfNoSite();
    m_state->setEmptyText(
        isOfSite ? tr("Nothing of this site was turned away") : tr("Nothing was turned away"),
        isOfSite && m_model.ofNoSite() > 0
            ? tr(
                "What belongs to no site, such as hits with an unknown key, stands under “Of no site” above.")
            : tr(
                "Hits that cannot be stored appear here with the reason and how to fix it: an unknown site "
                "key, a host that is not allowed, a malformed body, a visitor who asked not to be tracked."));
    m_state->setError(m_model.state() == RejectionModel::State::Failed ? m_model.errorText() : QString());
    if (m_model.rowCount() > 0)
        m_state->setState(StatePanel::State::Data);
    else
        m_state->setState(m_model.state() == RejectionModel::State::Loading ? StatePanel::State::Loading
                                                                            : StatePanel::State::Empty);
    updateDetail();
    if (!m_barsDue.isActive())
        m_barsDue.start();
    Q_EMIT settledChanged();
}

void RejectedPage::updateBars()
{
    QList<RejectionBars::Count> counts;
    for (const Rejection &row : m_model.rows())
        counts.append({row.time, row.count});
    m_bars->setCounts(counts, QString::fromLatin1(QTimeZone::systemTimeZoneId()), m_clock.now());
    m_bars->setVisible(!counts.isEmpty() && height() >= TextScale::scaled(kRoomForHead));
}

const Rejection *RejectedPage::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? &m_model.rejectionAt(index.row()) : nullptr;
}

void RejectedPage::updateDetail()
{
    const Rejection *row = current();
    for (QWidget *part : {static_cast<QWidget *>(m_detail), static_cast<QWidget *>(m_remedy),
                          static_cast<QWidget *>(m_excerpt)})
        part->setVisible(row != nullptr);
    m_title->setVisible(m_model.rowCount() > 0);
    m_title->setText(row ? HitText::reason(row->reason)
                         : tr("Choose a row to see what it means and how to fix it."));
    const RejectReasonInfo *info = row ? findRejectReason(row->reason) : nullptr;
    const auto offers = [info](RejectReasonInfo::Offer offer) { return info && info->offer == offer; };
    const std::optional<Site> site = row ? siteOf(*row) : std::nullopt;
    m_create->setVisible(offers(RejectReasonInfo::Offer::CreateSite) && isValidSiteId(row->site) && !site);
    const QString host = site && offers(RejectReasonInfo::Offer::AllowHost) ? senderHost(*row) : QString();
    m_allow->setVisible(!host.isEmpty() && !site->domains.isEmpty() && !site->allowsHost(host));
    m_allow->setText(PlainText::caption(LineText::fill(tr("Allow %1"), LineText::host(host))));
    m_allow->setToolTip(tr("Adds this host to the site's allowed hosts; its hits are stored from then on."));
    for (QPushButton *button : {m_create, m_allow})
        button->setEnabled(!m_changing.isOpen());
    if (!row)
        return;
    m_detail->setText(LineText::breakable(LineText::shortened(row->detail, kLongest)));
    m_detail->setVisible(!row->detail.isEmpty());
    // The detail says what happened; the sentence of the reason would say it again.
    m_remedy->setText(info && !row->detail.isEmpty()
                          ? QCoreApplication::translate("RejectReason", info->remedy)
                          : remedy(row->reason));
    m_excerpt->setText(row->excerpt.isEmpty()
                           ? QString()
                           : LineText::breakable(
                               LineText::fill(tr("Sent: %1"), LineText::shortened(row->excerpt, kLongest))));
    m_excerpt->setVisible(!row->excerpt.isEmpty() && height() >= TextScale::scaled(kRoomForExcerpt));
}

void RejectedPage::createSite()
{
    const Rejection *row = current();
    if (!row)
        return;
    Site site;
    site.id = row->site;
    m_changing = m_sites.createSite(site, this, [this](const Result<void> &created) {
        Q_EMIT messagePosted(created ? tr("Site created; its hits are stored from now on")
                                     : created.error().message);
        updateDetail();
    });
    m_create->setEnabled(false);
}

std::optional<Site> RejectedPage::siteOf(const Rejection &row) const
{
    const QList<Site> sites = m_sites.sites();
    const auto found = std::ranges::find(sites, row.site, &Site::id);
    return found == sites.end() ? std::nullopt : std::optional(*found);
}

void RejectedPage::allowHost()
{
    const Rejection *row = current();
    std::optional<Site> site = row ? siteOf(*row) : std::nullopt;
    if (!site)
        return;
    const QString host = senderHost(*row);
    site->domains.append(host);
    m_changing = m_sites.updateSite(*site, this, [this, host](const Result<void> &changed) {
        Q_EMIT messagePosted(changed ? LineText::fill(tr("%1 is allowed; its hits are stored from now on"),
                                                      LineText::host(host))
                                     : changed.error().message);
        updateDetail();
    });
    m_allow->setEnabled(false);
}

void RejectedPage::copySelection()
{
    QByteArray csv = "time,outcome,reason,site,protocol,detail,count,source,excerpt\r\n";
    CsvWriter writer(csv);
    const QList<int> rows = m_table->selectedRowNumbers(kMaxCopiedRows);
    for (const int row : rows) {
        writer.text(toRfc3339(m_model.rejectionAt(row).time));
        for (int column = 1; column < RejectionModel::ColumnCount; ++column)
            writer.text(m_model.index(row, column).data(RejectionModel::RawRole).toString());
        writer.endRow();
    }
    if (rows.isEmpty())
        return;
    QApplication::clipboard()->setText(QString::fromUtf8(csv));
    Q_EMIT messagePosted(tr("%Ln rows copied as CSV", nullptr, static_cast<int>(rows.size())));
}

QByteArray RejectedPage::columnState() const
{
    return m_table->columnState();
}

void RejectedPage::restoreColumnState(const QByteArray &state)
{
    m_table->restoreColumnState(state);
}

void RejectedPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitChips();
    m_head->setVisible(height() >= TextScale::scaled(kRoomForHead));
    m_bars->setVisible(m_bars->bars() > 0 && height() >= TextScale::scaled(kRoomForHead));
}

bool RejectedPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        fitChips();
    return QWidget::eventFilter(watched, event);
}

/// There may be two dozen reasons: with large texts their chips would leave no room for the rows.
void RejectedPage::fitChips()
{
    const QMargins page = layout()->contentsMargins();
    const int wanted = m_chipRow->heightForWidth(width() - page.left() - page.right());
    m_chipArea->setFixedHeight(std::min(wanted, std::max(m_noSite->sizeHint().height(), height() / 4)));
}

void RejectedPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_model.state() == RejectionModel::State::Failed)
        m_model.reload();
}

QString RejectedPage::remedy(const QString &code)
{
    const RejectReasonInfo *info = findRejectReason(code);
    if (!info)
        return tr("This reason is not one of this version; the detail says more.");
    return LineText::joined({QCoreApplication::translate("RejectReason", info->sentence),
                             QCoreApplication::translate("RejectReason", info->remedy)},
                            QStringLiteral(" "));
}
