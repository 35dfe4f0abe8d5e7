package io.signalbox.benchmarks.camunda;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.engine.rest.impl.FetchAndLockContextListener;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

import java.nio.file.Files;

/** An engine with its defaults, full history and its REST API. Arguments: URL, user and password of the database. */
final class CamundaServer {

    private CamundaServer() {}

    public static void main(String[] arguments) throws Exception {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(arguments[0]);
        pool.setUsername(arguments[1]);
        pool.setPassword(arguments[2]);
        pool.setMaximumPoolSize(10);

        StandaloneProcessEngineConfiguration engine = new StandaloneProcessEngineConfiguration();
        // As Camunda's own starter for Spring Boot does. The other generator needs a second connection while it holds
        // one.
        engine.setIdGenerator(new StrongUuidGenerator());
        engine.setDataSource(new HikariDataSource(pool));
        engine.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        engine.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        engine.setJobExecutorActivate(true);
        ProcessEngines.registerProcessEngine(engine.buildProcessEngine());

        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("camunda").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        // Without it, long polling answers 500.
        context.addApplicationListener(FetchAndLockContextListener.class.getName());
        ResourceConfig rest = new ResourceConfig();
        rest.registerClasses(CamundaRestResources.getResourceClasses());
        rest.registerClasses(CamundaRestResources.getConfigurationClasses());
        Wrapper servlet = Tomcat.addServlet(context, "rest", new ServletContainer(rest));
        servlet.setAsyncSupported(true);
        servlet.addMapping("/engine-rest/*");
        tomcat.start();
        System.out.println(
                "Camunda listens on http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/engine-rest/");
        tomcat.getServer().await();
    }
}
