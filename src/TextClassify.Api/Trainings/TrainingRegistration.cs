namespace TextClassify.Api.Trainings;

internal static class TrainingRegistration
{
    public static void AddTrainings(this IServiceCollection services)
    {
        services.AddSingleton<TrainedPackages>();
        services.AddSingleton<TrainingWork>();
        services.AddSingleton<TrainingRuns>();
        services.AddSingleton<TrainingIntake>();
        services.AddSingleton<TrainingMetrics>();
        services.AddHostedService(provider =>
        {
            // Series are there from the start.
            _ = provider.GetRequiredService<TrainingMetrics>();
            return provider.GetRequiredService<TrainingRuns>();
        });
    }
}
