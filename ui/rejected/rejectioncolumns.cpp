// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/rejected/rejectioncolumns.h"

#include "ui/look/theme.h"
#include "ui/rejected/rejectionmodel.h"
#include "ui/text/tabulartext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/textdelegate.h"

#include <QFontMetrics>

#include <algorithm>
#include <cmath>

namespace {

using Model = RejectionModel;

constexpr int kMeasuredRows = 200; ///< of a page; a flood of rejections is not worth more
// At 100 % of the size of texts.
constexpr int kLeastDetail = 240;
constexpr int kLeastExcerpt = 180;
constexpr int kLeastSource = 90;
constexpr int kMargins = 2 * TextDelegate::kMargin + 1;

/// What others write may be of any length; the tooltip has it whole.
int mostOf(int column)
{
    switch (column) {
    case Model::SiteKey: return TextScale::scaled(130);
    case Model::Source: return TextScale::scaled(200);
    case Model::Detail: return TextScale::scaled(640);
    case Model::Excerpt: return TextScale::scaled(1000);
    default: return TextScale::scaled(300);
    }
}

} // namespace

RejectionColumns::RejectionColumns(const RejectionModel &model) : m_model(model)
{
    clear();
}

void RejectionColumns::clear()
{
    QFont font = Type::small();
    font.setWeight(QFont::Medium); // as RowTable writes headers
    const QFontMetrics metrics(font);
    m_needed.clear();
    for (int column = 0; column < Model::ColumnCount; ++column) {
        const QString name = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        m_needed.append(metrics.horizontalAdvance(name) + kMargins);
    }
}

bool RejectionColumns::add(int first, int last)
{
    const QFontMetrics metrics(Type::body());
    const TabularText digits(Type::body());
    bool isMore = false;
    for (int row = first; row <= std::min(last, first + kMeasuredRows - 1); ++row) {
        for (int column = 0; column < Model::ColumnCount; ++column) {
            const QString text = m_model.index(row, column).data().toString();
            const bool isNumber = column == Model::Time || column == Model::Count;
            const int width = isNumber ? static_cast<int>(std::ceil(digits.width(text)))
                                       : metrics.horizontalAdvance(text);
            const int needed = std::min(mostOf(column), width + kMargins);
            isMore = isMore || needed > m_needed.at(column);
            m_needed[column] = std::max(m_needed.at(column), needed);
        }
    }
    return isMore;
}

QList<int> RejectionColumns::widths(int width) const
{
    const int leastDetail = TextScale::scaled(kLeastDetail);
    const int leastSource = TextScale::scaled(kLeastSource);
    QList<int> widths = m_needed;
    widths[Model::Detail] = widths[Model::Excerpt] = 0;
    int rest = width;
    for (const int used : std::as_const(widths))
        rest -= used;
    for (const int column : {Model::Source, Model::Protocol, Model::Count, Model::Outcome}) {
        if (rest >= leastDetail)
            break;
        rest += std::exchange(widths[column], 0);
    }
    const int detail = std::max(leastDetail, m_needed.at(Model::Detail));
    if (rest < detail && widths.at(Model::Source) > leastSource) {
        const int given = std::min(detail - rest, widths.at(Model::Source) - leastSource);
        widths[Model::Source] -= given;
        rest += given;
    }
    widths[Model::Excerpt] = rest - detail >= TextScale::scaled(kLeastExcerpt) ? rest - detail : 0;
    widths[Model::Detail] = std::max(leastDetail / 2, rest - widths[Model::Excerpt]);
    return widths;
}
