using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using TextClassify.Api.Records;

namespace TextClassify.Api.OpenApi;

/// <summary>The parameters of a query that a contract is read from: its properties with their descriptions.</summary>
internal sealed class QueryParameters : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<QueryContract>().FirstOrDefault() is not { } query)
        {
            return;
        }

        // A repository of its own: the contract is no schema of the document.
        var repository = new SchemaRepository();
        context.SchemaGenerator.GenerateSchema(query.Contract, repository);
        operation.Parameters = [.. operation.Parameters ?? []];
        foreach (var property in query.Contract.GetProperties().Where(property => property.SetMethod is { IsPublic: true }))
        {
            string name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var schema = repository.Schemas[query.Contract.Name].Properties![name];
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Description = schema.Description,
                Schema = new OpenApiSchema
                {
                    Type = type == typeof(int) ? JsonSchemaType.Integer
                        : type == typeof(bool) ? JsonSchemaType.Boolean
                        : JsonSchemaType.String,
                    Format = type == typeof(DateTimeOffset) ? "date-time" : null,
                },
            });
        }
    }
}
