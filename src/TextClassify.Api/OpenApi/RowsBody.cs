using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using TextClassify.Api.Trainings;

namespace TextClassify.Api.OpenApi;

/// <summary>
/// Says of a training that its body is a file, in which forms. Declared on the route, the framework would refuse other types before the
/// service can say which there are.
/// </summary>
internal sealed class RowsBody : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.OperationId == TrainingEndpoints.Create)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Description = "The file as it is: a header, a column of texts and one of labels.",
                Content = TrainingUpload.MediaTypesRead.ToDictionary(
                    type => type,
                    IOpenApiMediaType (_) => new OpenApiMediaType
                    {
                        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                    }),
            };
        }
    }
}
