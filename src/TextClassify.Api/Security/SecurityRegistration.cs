using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using TextClassify.Api.Identity;

namespace TextClassify.Api.Security;

internal static class SecurityRegistration
{
    private const string Chosen = "key-or-jwt";

    public static void AddSecurity(this IServiceCollection services)
    {
        services.AddSingleton<KeyRing>();
        services.AddSingleton<Quotas>();
        services.AddAuthentication()
            .AddPolicyScheme(Chosen, null, options => options.ForwardDefaultSelector = Choose)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyRing.Scheme, null)
            .AddJwtBearer(BearerTokens.Scheme, null, _ => { });

        // Each scheme on the way costs every request a handler of its own.
        services.AddOptions<AuthenticationOptions>().Configure<IOptions<SecurityOptions>>(
            (authentication, security) => authentication.DefaultScheme = security.Value.Jwt.Enabled ? Chosen : KeyRing.Scheme);
        services.AddOptions<JwtBearerOptions>(BearerTokens.Scheme).Configure<IOptions<SecurityOptions>>(
            (bearer, security) => BearerTokens.Configure(bearer, security.Value.Jwt));

        var authorization = services.AddAuthorizationBuilder()
            .AddPolicy(RoutePolicies.Known, policy => policy.RequireAuthenticatedUser());
        foreach (string scope in Scopes.All)
        {
            authorization.AddPolicy(
                scope, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => Callers.May(context.User, scope)));
        }

        // A route that was given no policy is closed to strangers.
        authorization.SetFallbackPolicy(new(
            [new Microsoft.AspNetCore.Authorization.Infrastructure.DenyAnonymousAuthorizationRequirement()], []));
        services.AddCors();
        services.AddOptions<Microsoft.AspNetCore.Cors.Infrastructure.CorsOptions>().Configure<IOptions<SecurityOptions>>((cors, security) =>
            cors.AddDefaultPolicy(policy => policy
                .WithOrigins(security.Value.Origins)
                .WithMethods(HttpMethods.Get, HttpMethods.Post)
                .WithHeaders("Authorization", "Content-Type", KeyAuthentication.Header)
                .WithExposedHeaders("Retry-After", Telemetry.RequestId.Header)));
    }

    /// <summary>After routing: what a route asks must be known.</summary>
    public static void UseSecurity(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<SecurityOptions>>().Value.Origins.Length > 0)
        {
            app.UseCors();
        }

        app.UseAuthentication();
        app.UseAuthorization();
    }

    /// <summary>A token of three parts is for the identity provider, anything else for the keys.</summary>
    private static string Choose(HttpContext http)
    {
        var security = http.RequestServices.GetRequiredService<IOptions<SecurityOptions>>().Value;
        return security.Jwt.Enabled && KeyAuthentication.Presented(http.Request)?.Count(letter => letter == '.') == 2
            ? BearerTokens.Scheme
            : KeyRing.Scheme;
    }
}
