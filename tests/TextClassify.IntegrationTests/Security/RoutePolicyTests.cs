using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TextClassify.Api.Identity;
using TextClassify.Api.Security;

namespace TextClassify.Security;

/// <summary>Walks the route table, so that a route or an alias that is added without a policy fails here.</summary>
public sealed class RoutePolicyTests(KeyedService keyed) : IClassFixture<KeyedService>
{
    private const string Anyone = "anyone";

    /// <summary>What anyone may read. Everything else asks for a key.</summary>
    private static readonly string[] Open =
    [
        "/", "/health/live", "/health/ready", "/health/startup", "/v2", "/v2/health/live", "/v2/health/ready",
    ];

    private RouteEndpoint[] Routes =>

        [
            .. keyed.Service.Services.GetServices<EndpointDataSource>().SelectMany(
                source => source.Endpoints).OfType<RouteEndpoint>().Distinct(),
        ];

    [Fact]
    public void Routes_Every_HasOnePolicy()
    {
        Assert.True(Routes.Length > 15, $"{Routes.Length} routes were found.");
        Assert.All(Routes, route => Assert.NotNull(PolicyOf(route)));
        Assert.Equal(Open, Routes.Where(route => PolicyOf(route) == Anyone).Select(PathOf).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/classify", Scopes.Classify)]
    [InlineData("/score", Scopes.Classify)]
    [InlineData("/generate", Scopes.Classify)]
    [InlineData("/explain", Scopes.Explain)]
    [InlineData("/hidden-states", Scopes.States)]
    [InlineData("/hidden-states/search", Scopes.States)]
    [InlineData("/maps/{id}/points", Scopes.States)]
    [InlineData("/models/{name}/{version}/corpus", Scopes.States)]
    [InlineData("/models", RoutePolicies.Known)]
    [InlineData("/models/{name}/{version}/load", Scopes.Operate)]
    [InlineData("/models/{name}/{version}/activate", Scopes.Operate)]
    [InlineData("/models/{name}/{version}/unload", Scopes.Operate)]
    [InlineData("/models/{name}/rollback", Scopes.Operate)]
    [InlineData("/v2/models/{name}/infer", Scopes.Classify)]
    [InlineData("/v2/models/{name}/versions/{version}/infer", Scopes.Classify)]
    [InlineData("/v2/models/{name}/versions/{version}", RoutePolicies.Known)]
    public void Routes_OfAVerb_AskForItsScope(string path, string policy) =>
        Assert.Equal(policy, PolicyOf(Assert.Single(Routes, route => PathOf(route) == path)));

    /// <summary>Over HTTP, on every route: no key, an unknown key, and a key that has every scope but the one.</summary>
    [Fact]
    public async Task Routes_Every_RefusesWhoMayNot()
    {
        foreach (var route in Routes.Where(route => PolicyOf(route) != Anyone))
        {
            string method = route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
            string path = PathOf(route).Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
            string policy = PolicyOf(route)!;

            foreach (string? key in new[] { null, "key-of-nobody-000000000000000000", KeyedService.Expired })
            {
                var stranger = await keyed.SendAsync(method, path, key);
                Assert.Equal(401, (int)stranger.Status);
                Assert.True(path.StartsWith("/v2", StringComparison.Ordinal) || stranger.Problem().Type == "unauthenticated");
                Assert.Equal("Bearer", stranger.Headers.WwwAuthenticate.Single().Scheme);
            }

            foreach (string scope in Scopes.All)
            {
                var answer = await keyed.SendAsync(method, path, KeyedService.Of(scope), "{}");
                bool may = policy == RoutePolicies.Known || policy == scope;
                Assert.True(
                    may ? (int)answer.Status is not (401 or 403) : (int)answer.Status == 403,
                    $"{path} answers {answer.Status} to a key for {scope}.");
            }
        }
    }

    private static string PathOf(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');

    private static string? PolicyOf(RouteEndpoint route)
    {
        string?[] asked = [.. route.Metadata.OfType<IAuthorizeData>().Select(data => data.Policy)];
        bool open = route.Metadata.OfType<IAllowAnonymous>().Any();
        return (asked, open) switch
        {
            ([], true) => Anyone,
            ([{ } policy], false) => policy,
            _ => null,
        };
    }
}
