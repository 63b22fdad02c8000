//! The company's own orders from a table: which column is what is read from its header, and every row
//! is an [`Order`] or a [`BadOrder`] with its reason. A table without numbers of orders is refused.

use super::dates::{self, DateOrder, Evidence};
use super::names::{is_nothing, squash};
use super::open::open_table;
use super::record::Record;
use super::table::Table;
use super::{OpenError, Options, Reason};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::io;
use std::path::Path;

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Order {
    /// Number of the row in the file; a header counts.
    pub row: u64,
    pub number: String,
    pub name: String,
    pub phone: String,
    pub email: String,
    /// In the zone of the options, when nothing else is written.
    pub placed_at: Option<Timestamp>,
    /// As written; what it is worth is not known here.
    pub sum: String,
    /// Three letters or a sign, as written; empty: not said.
    pub currency: String,
    /// The text of the receipt's QR code.
    pub receipt: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadOrder {
    /// Number of the row in the file; a header counts.
    pub row: u64,
    pub wrong: Wrong,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// The row itself or its date cannot be read.
    Row(Reason),
    NoNumber,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Column {
    Number,
    Name,
    Phone,
    Email,
    Date,
    Sum,
    Currency,
    Receipt,
}

/// Names as `squash` leaves them, parted by spaces.
const NAMES: &[(Column, &str)] = &[
    (
        Column::Number,
        "number order orderid ordernumber orderno orderref ordername id no nr номер заказ номерзаказа \
         кодзаказа идентификаторзаказа заказы nrcomanda numarcomanda numarulcomenzii comanda \
         idcomanda nrcomenzii numar",
    ),
    (
        Column::Name,
        "name client customer customername clientname buyer billingname имя фио клиент покупатель \
         имяклиента заказчик nume client numeclient cumparator numeleclientului numele",
    ),
    (
        Column::Phone,
        "phone phonenumber tel telephone mobile телефон телефонклиента номертелефона мобильный \
         telefon telefonclient nrtelefon mobil",
    ),
    (
        Column::Email,
        "email mail emailaddress customeremail почта электроннаяпочта имейл adresaemail adresademail \
         posta emailclient",
    ),
    (
        Column::Date,
        "date orderdate placedat createdat created ordered purchasedate datetime дата датазаказа \
         датасоздания оформлен датапокупки data datacomenzii datacomanda plasata creata",
    ),
    (
        Column::Sum,
        "sum total amount totalprice ordertotal grandtotal price сумма суммазаказа итого стоимость \
         всего suma total valoare valoarecomanda sumatotala pret totalcomanda",
    ),
    (Column::Currency, "currency валюта valuta moneda currencycode кодвалюты"),
    (
        Column::Receipt,
        "receipt receiptqr fiscalreceipt qr qrcode чек кодчека qrкод qrчека фискальныйчек bon \
         bonfiscal codbon",
    ),
];

/// How many rows may stand above the header.
const ABOVE: usize = 20;
/// Rows over which the order of day and month is judged.
const JUDGED: usize = 20_000;

pub struct Orders {
    table: Table,
    columns: Vec<Option<Column>>,
    header_row: u64,
    order: DateOrder,
    zone: TimeZone,
}

/// `Ok(None)`: no column is named as a number of orders is.
pub fn open_orders(path: &Path, options: &Options) -> Result<Option<Orders>, OpenError> {
    let mut table = open_table(path, options)?;
    let Some((columns, header_row, headers)) = header(&mut table)? else { return Ok(None) };
    table.rewind()?;
    table.settle(&headers);
    let order = match options.date_order {
        Some(order) => order,
        None => judge(&mut table, &columns, header_row)?,
    };
    table.rewind()?;
    Ok(Some(Orders { table, columns, header_row, order, zone: options.zone.clone() }))
}

impl Iterator for Orders {
    type Item = io::Result<Result<Order, BadOrder>>;

    /// Blank rows are passed over.
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let record = match self.table.next() {
                Ok(Some(record)) => record,
                Ok(None) => return None,
                Err(error) => return Some(Err(error)),
            };
            if record.row > self.header_row && !record.is_blank() {
                return Some(Ok(self.read(record)));
            }
        }
    }
}

impl Orders {
    fn read(&self, record: Record) -> Result<Order, BadOrder> {
        let bad = |wrong| BadOrder { row: record.row, wrong };
        if let Some(problem) = record.problem {
            return Err(bad(Wrong::Row(problem)));
        }
        let mut order = Order { row: record.row, ..Order::default() };
        for (cell, column) in record.cells.iter().zip(&self.columns) {
            let cell = cell.trim();
            if is_nothing(cell) {
                continue;
            }
            match column {
                Some(Column::Number) => order.number = cell.to_owned(),
                Some(Column::Name) => order.name = cell.to_owned(),
                Some(Column::Phone) => order.phone = cell.to_owned(),
                Some(Column::Email) => order.email = cell.to_owned(),
                Some(Column::Sum) => order.sum = cell.to_owned(),
                Some(Column::Currency) => order.currency = cell.to_owned(),
                Some(Column::Receipt) => order.receipt = cell.to_owned(),
                Some(Column::Date) => {
                    let when = dates::parse(cell, self.order).map_err(|r| bad(Wrong::Row(r)))?;
                    order.placed_at = when.timestamp(&self.zone);
                }
                None => {}
            }
        }
        if order.number.is_empty() { Err(bad(Wrong::NoNumber)) } else { Ok(order) }
    }
}

type Head = (Vec<Option<Column>>, u64, Vec<String>);

fn header(table: &mut Table) -> io::Result<Option<Head>> {
    for _ in 0..ABOVE {
        let Some(record) = table.next()? else { return Ok(None) };
        let columns = meanings(&record.cells);
        if columns.contains(&Some(Column::Number)) {
            return Ok(Some((columns, record.row, record.cells)));
        }
    }
    Ok(None)
}

/// The first column of a meaning has it; "order number" before a bare "id".
fn meanings(cells: &[String]) -> Vec<Option<Column>> {
    let mut columns = vec![None; cells.len()];
    for (column, names) in NAMES {
        let place = |name: &str| cells.iter().position(|cell| squash(cell) == name);
        let free = |at: &usize| columns[*at].is_none();
        if let Some(at) = names.split_whitespace().filter_map(place).find(free) {
            columns[at] = Some(*column);
        }
    }
    columns
}

/// One date that can be read in one way only decides for all; otherwise the day comes first.
fn judge(table: &mut Table, columns: &[Option<Column>], header: u64) -> io::Result<DateOrder> {
    let Some(at) = columns.iter().position(|c| *c == Some(Column::Date)) else {
        return Ok(DateOrder::DayMonth);
    };
    for _ in 0..JUDGED {
        let Some(record) = table.next()? else { break };
        let cell = record.cells.get(at).filter(|_| record.row > header);
        match cell.and_then(|cell| dates::evidence(cell)) {
            Some(Evidence::Day) => return Ok(DateOrder::DayMonth),
            Some(Evidence::Month) => return Ok(DateOrder::MonthDay),
            _ => {}
        }
    }
    Ok(DateOrder::DayMonth)
}
