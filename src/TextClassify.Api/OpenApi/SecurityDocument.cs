using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace TextClassify.Api.OpenApi;

/// <summary>Says which operations ask for a key, and for which scope.</summary>
internal static class SecurityDocument
{
    private const string Scheme = "key";

    public static void AddSecurity(this SwaggerGenOptions options)
    {
        options.AddSecurityDefinition(Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key, or a token of the identity provider the service trusts. Not asked for where the service has no keys.",
        });
        options.OperationFilter<Filter>();
    }

    private sealed class Filter : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>()
                .FirstOrDefault() is { Policy: { } policy })
            {
                operation.Security =
                [
                    new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] },
                ];
                operation.Description =
                    $"{operation.Description} {(policy == Security.RoutePolicies.Known ? "Asks for a key." : $"Asks for the scope {policy}.")}"
                        .Trim();
            }
        }
    }
}
