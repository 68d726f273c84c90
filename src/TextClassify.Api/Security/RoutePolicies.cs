namespace TextClassify.Api.Security;

/// <summary>What a route asks of its callers, with the answers that follow from it.</summary>
internal static class RoutePolicies
{
    /// <summary>Any caller who is known.</summary>
    public const string Known = "known";

    public static RouteGroupBuilder MapFor(this IEndpointRouteBuilder routes, string policy)
    {
        var group = routes.MapGroup("").AnswerHead().RequireAuthorization(policy).WithMetadata(Answers(StatusCodes.Status401Unauthorized));
        return policy == Known ? group : group.WithMetadata(Answers(StatusCodes.Status403Forbidden));
    }

    public static RouteGroupBuilder MapForAnyone(this IEndpointRouteBuilder routes) => routes.MapGroup("").AnswerHead().AllowAnonymous();

    private static ProducesResponseTypeMetadata Answers(int status) => new(status, typeof(ProblemDocument), [ProblemResult.MediaType]);
}
