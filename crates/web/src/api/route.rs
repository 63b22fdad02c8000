//! Routes with their descriptions: what is answered and what the document says come from one list.

use super::shape::{Items, ProblemBody};
use crate::Web;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::StatusCode;
use axum::routing::{MethodFilter, MethodRouter, on};
use utoipa::openapi::path::{OperationBuilder, ParameterBuilder, ParameterIn, PathsBuilder};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ArrayBuilder, ComponentsBuilder, ObjectBuilder, Schema, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, HttpMethod, InfoBuilder, OpenApi, OpenApiBuilder, PathItem, Ref, RefOr,
    Required, ResponseBuilder,
};
use utoipa::{PartialSchema, ToSchema};

pub(super) const BASE: &str = "/api/v1";
const JSON: &str = "application/json";

type Named = (String, RefOr<Schema>);

#[derive(Default)]
pub(super) struct Routes {
    router: Router<Web>,
    paths: Vec<(String, PathItem)>,
    schemas: Vec<Named>,
}

/// One method of one path, described.
pub(super) struct Op {
    method: HttpMethod,
    path: &'static str,
    body_limit: Option<usize>,
    operation: OperationBuilder,
    schemas: Vec<Named>,
}

impl Routes {
    pub fn with(self, resource: fn(Routes) -> Routes) -> Self {
        resource(self)
    }

    pub fn add<H: Handler<T, Web>, T: 'static>(mut self, op: Op, handler: H) -> Self {
        let path = format!("{BASE}{}", op.path);
        let mut answers: MethodRouter<Web> = on(filter(&op.method), handler);
        if let Some(bytes) = op.body_limit {
            answers = answers.layer(DefaultBodyLimit::max(bytes));
        }
        self.router = self.router.route(&path, answers);
        self.paths.push((path, PathItem::new(op.method, op.operation.build())));
        self.schemas.extend(op.schemas);
        self
    }

    pub fn finish(self) -> (Router<Web>, OpenApi) {
        let paths = self
            .paths
            .into_iter()
            .fold(PathsBuilder::new(), |all, (path, item)| all.path(path, item));
        let token = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("rdr_…")
            .description(Some("A token from Settings → Tokens. It may do what its person may do."));
        let mut schemas = self.schemas;
        gather::<ProblemBody>(&mut schemas);
        let components = ComponentsBuilder::new()
            .schemas_from_iter(schemas)
            .security_scheme("token", SecurityScheme::Http(token.build()));
        let info = InfoBuilder::new()
            .title("Redress")
            .version("1")
            .description(Some(include_str!("about.md")))
            .build();
        let document = OpenApiBuilder::new()
            .info(info)
            .paths(paths.build())
            .components(Some(components.build()))
            .security(Some([SecurityRequirement::new("token", Vec::<String>::new())]));
        (self.router, document.build())
    }
}

impl Op {
    pub fn get(path: &'static str, id: &str, summary: &str) -> Self {
        Op::new(HttpMethod::Get, path, id, summary)
    }

    pub fn post(path: &'static str, id: &str, summary: &str) -> Self {
        Op::new(HttpMethod::Post, path, id, summary)
    }

    pub fn put(path: &'static str, id: &str, summary: &str) -> Self {
        Op::new(HttpMethod::Put, path, id, summary)
    }

    pub fn delete(path: &'static str, id: &str, summary: &str) -> Self {
        Op::new(HttpMethod::Delete, path, id, summary)
    }

    fn new(method: HttpMethod, path: &'static str, id: &str, summary: &str) -> Self {
        let tag = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        let mut operation = OperationBuilder::new()
            .tag(tag)
            .operation_id(Some(id))
            .summary(Some(summary))
            .response("default", problem("What went wrong"));
        for name in path.split('/').filter_map(|p| p.strip_prefix('{')?.strip_suffix('}')) {
            let parameter = ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Path)
                .required(Required::True)
                .schema(Some(ObjectBuilder::new().schema_type(Type::String)));
            operation = operation.parameter(parameter);
        }
        Op { method, path, body_limit: None, operation, schemas: vec![] }
    }

    /// Something that the query may say.
    pub fn query(self, name: &str, says: &str) -> Self {
        self.asks(name, says, Type::String)
    }

    /// The same for a whole number.
    pub fn number(self, name: &str, says: &str) -> Self {
        self.asks(name, says, Type::Integer)
    }

    fn asks(mut self, name: &str, says: &str, kind: Type) -> Self {
        let parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Query)
            .required(Required::False)
            .description(Some(says))
            .schema(Some(ObjectBuilder::new().schema_type(kind)));
        self.operation = self.operation.parameter(parameter);
        self
    }

    /// The body it needs.
    pub fn takes<T: ToSchema>(mut self) -> Self {
        let content = ContentBuilder::new().schema(Some(reference::<T>())).build();
        let body = RequestBodyBuilder::new().required(Some(Required::True)).content(JSON, content);
        self.operation = self.operation.request_body(Some(body.build()));
        gather::<T>(&mut self.schemas);
        self
    }

    /// A form of texts and files; `bytes`: how large it may be as a whole.
    pub fn takes_files(mut self, fields: &[&str], file: &str, bytes: usize) -> Self {
        let text = || ObjectBuilder::new().schema_type(Type::String);
        let form = fields.iter().fold(ObjectBuilder::new(), |o, name| o.property(*name, text()));
        let binary = ObjectBuilder::new()
            .schema_type(Type::String)
            .content_media_type("application/octet-stream");
        let content = ContentBuilder::new().schema(Some(form.property(file, binary))).build();
        let body = RequestBodyBuilder::new()
            .required(Some(Required::True))
            .content("multipart/form-data", content);
        self.operation = self.operation.request_body(Some(body.build()));
        self.body_limit = Some(bytes);
        self
    }

    pub fn gives<T: ToSchema>(self) -> Self {
        self.gives_as::<T>(StatusCode::OK)
    }

    pub fn creates<T: ToSchema>(self) -> Self {
        self.gives_as::<T>(StatusCode::CREATED)
    }

    /// All of them, under `items`.
    pub fn lists<T: ToSchema>(mut self) -> Self {
        let array = ArrayBuilder::new().items(reference::<T>());
        let list = ObjectBuilder::new().property("items", array).required("items");
        gather::<T>(&mut self.schemas);
        self.answer(StatusCode::OK, JSON, Some(RefOr::T(list.build().into())))
    }

    /// A file of this kind.
    pub fn gives_file(self, mime: &str) -> Self {
        let file = ObjectBuilder::new().schema_type(Type::String).build();
        self.answer(StatusCode::OK, mime, Some(RefOr::T(file.into())))
    }

    pub fn gives_nothing(self) -> Self {
        self.answer(StatusCode::NO_CONTENT, JSON, None)
    }

    fn gives_as<T: ToSchema>(mut self, status: StatusCode) -> Self {
        gather::<T>(&mut self.schemas);
        self.answer(status, JSON, Some(reference::<T>()))
    }

    fn answer(mut self, status: StatusCode, mime: &str, schema: Option<RefOr<Schema>>) -> Self {
        let mut response = ResponseBuilder::new().description("Done");
        if schema.is_some() {
            response = response.content(mime, ContentBuilder::new().schema(schema).build());
        }
        self.operation = self.operation.response(status.as_str(), response.build());
        self
    }
}

fn problem(says: &str) -> utoipa::openapi::Response {
    let content = ContentBuilder::new().schema(Some(reference::<ProblemBody>())).build();
    ResponseBuilder::new().description(says).content("application/problem+json", content).build()
}

fn reference<T: ToSchema>() -> RefOr<Schema> {
    RefOr::Ref(Ref::from_schema_name(T::name()))
}

fn gather<T: ToSchema>(into: &mut Vec<Named>) {
    into.push((T::name().into_owned(), <T as PartialSchema>::schema()));
    T::schemas(into);
}

fn filter(method: &HttpMethod) -> MethodFilter {
    match method {
        HttpMethod::Post => MethodFilter::POST,
        HttpMethod::Put => MethodFilter::PUT,
        HttpMethod::Delete => MethodFilter::DELETE,
        _ => MethodFilter::GET,
    }
}

/// A list as it is answered by routes that describe themselves with `lists`.
pub(super) fn items<T>(items: Vec<T>) -> axum::Json<Items<T>> {
    axum::Json(Items { items })
}
