using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using TextClassify.Communication;

namespace TextClassify.Api.OpenApi;

/// <summary>
/// Says of an input that it has a text or sources: the generator asks for the text, which the reader fills from the sources.
/// </summary>
internal sealed class CaseSchema : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type != typeof(InputItem) || schema is not OpenApiSchema item)
        {
            return;
        }

        item.Required?.Remove("text");
        if (item.Properties?.TryGetValue("sources", out var sources) is true && sources is OpenApiSchema list)
        {
            (list.MinItems, list.MaxItems) = (1, CaseLimits.MostSources);
        }
    }
}
