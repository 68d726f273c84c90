using Microsoft.OpenApi;
using TextClassify.Api.Explain.Planning;
using TextClassify.Api.Models;
using TextClassify.Api.OpenInference;

namespace TextClassify.Api.OpenApi;

/// <summary>The OpenAPI document and the page that shows it.</summary>
internal static class OpenApiDocument
{
    public const string Name = "textclassify.v1";
    public const string Route = $"/openapi/{Name}.json";

    /// <summary>From <c>/swagger/index.html</c>, wherever a proxy shows that.</summary>
    private const string BesideSwagger = $"..{Route}";

    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(Name, new OpenApiInfo
            {
                Title = "TextClassify",
                Version = "v1",
                Description = "Explainable text classification. Failures are application/problem+json with a stable type URN; offsets are "
                    + "UTF-16 code units.",
            });

            // HEAD is GET without the body; told of, it would be a second operation of the same name.
            options.DocInclusionPredicate((_, operation) => operation.HttpMethod != HttpMethods.Head);
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
            options.IncludeXmlComments(Path.Combine(AppContext.BaseDirectory, $"{typeof(OpenApiDocument).Assembly.GetName().Name}.xml"));
            options.MapType<AspectChoice>(AspectSchema.Create);
            options.MapType<InputList>(InputSchema.Create);
            options.MapType<MethodRequest>(ExplainSchemas.Method);
            options.MapType<SpanRequest>(ExplainSchemas.Spans);
            options.MapType<PackageDescription>(ModelSchemas.Any);
            options.MapType<TensorData>(TensorData.Schema);
            options.SchemaFilter<CaseSchema>();
            options.OperationFilter<QueryParameters>();
            options.OperationFilter<StreamRequests>();
            options.OperationFilter<StreamResponses>();

            // Behind those of streams, whose media type is one of its own.
            options.OperationFilter<RowsBody>();
            options.OperationFilter<OpenInferenceOperation>();
            options.AddSecurity();
        });
    }

    /// <summary>
    /// Its middleware asks every request for its path, at 0.5 µs and two state machines each; so only what may be for it comes there.
    /// </summary>
    public static void UseOpenApiDocument(this WebApplication app) => app.UseWhen(
        http => http.Request.Path.StartsWithSegments("/openapi") || http.Request.Path.StartsWithSegments("/swagger"),
        documents =>
        {
            documents.UseSwagger(options => options.RouteTemplate = "openapi/{documentName}.json");
            documents.UseSwaggerUI(options =>
            {
                options.RoutePrefix = "swagger";
                options.DocumentTitle = "TextClassify";
                options.SwaggerEndpoint(BesideSwagger, "TextClassify v1");
            });
        });
}
