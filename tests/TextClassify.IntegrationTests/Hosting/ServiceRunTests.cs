using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TextClassify.Api.Hosting;

namespace TextClassify.Hosting;

public sealed class ServiceRunTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Run_PartOfItFails_EndsWithAnotherCodeThanAStop(bool fails, int code)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHostedService(services => new Part(services.GetRequiredService<IHostApplicationLifetime>(), fails));

        Assert.Equal(
            code, await ServiceRun.RunAsync(builder.Build()).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Run_ToldToStopWhileItStarts_EndsAsAStop()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHostedService(services => new Loading(services.GetRequiredService<IHostApplicationLifetime>()));

        Assert.Equal(
            0, await ServiceRun.RunAsync(builder.Build()).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    /// <summary>Takes for ever to start, and is told to stop meanwhile.</summary>
    private sealed class Loading(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            return Task.Delay(Timeout.Infinite, cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Part(IHostApplicationLifetime lifetime, bool fails) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            if (fails)
            {
                throw new InvalidOperationException("Nobody foresaw this.");
            }

            lifetime.StopApplication();
        }
    }
}
